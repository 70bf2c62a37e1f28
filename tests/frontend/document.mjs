/** As much of a browser's document as the card uses; it counts the elements that are made, and time stands still. */

let made = 0;
export const count = () => made;

let now = 0;
let timers = [];
globalThis.setTimeout = (deed, after) => {
  const timer = { deed, at: now + after };
  timers.push(timer);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  timers = timers.filter((each) => each !== timer);
};

/** Lets time pass: what is due by then happens. @param {number} milliseconds */
export function tick(milliseconds) {
  now += milliseconds;
  const due = timers.filter(({ at }) => at <= now);
  timers = timers.filter(({ at }) => at > now);
  for (const { deed } of due) deed();
}

class Events {
  #listeners = {};
  addEventListener(type, listener) {
    (this.#listeners[type] ??= []).push(listener);
  }
  removeEventListener() {}
  dispatchEvent(event) {
    event.target ??= this;
    for (let at = this; at; at = at.parentNode) for (const listener of at.#listeners?.[event.type] ?? []) listener(event);
  }
}

class FakeNode extends Events {
  parentNode = null;
  childNodes = [];
  get isConnected() {
    return this.parentNode ? this.parentNode.isConnected : this === document.body || Boolean(this.host?.isConnected);
  }
  get textContent() {
    return this.childNodes.map((child) => child.textContent).join("");
  }
  set textContent(text) {
    this.replaceChildren(...(text ? [text] : []));
  }
  append(...nodes) {
    for (const node of nodes) this.insertBefore(typeof node === "object" ? node : new Text(String(node)), null);
  }
  insertBefore(node, next) {
    node.remove();
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, node);
    node.parentNode = this;
    node.connectedCallback?.();
  }
  replaceChildren(...nodes) {
    for (const child of [...this.childNodes]) child.remove();
    this.append(...nodes);
  }
  remove() {
    const siblings = this.parentNode?.childNodes;
    if (siblings) siblings.splice(siblings.indexOf(this), 1);
    this.parentNode = null;
  }
  replaceWith(node) {
    const parent = this.parentNode;
    const next = parent.childNodes[parent.childNodes.indexOf(this) + 1] ?? null;
    this.remove();
    parent.insertBefore(node, next === node ? null : next);
  }
  after(node) {
    this.parentNode.insertBefore(node, this.nextSibling);
  }
  get nextSibling() {
    return this.parentNode.childNodes[this.parentNode.childNodes.indexOf(this) + 1] ?? null;
  }
  get children() {
    return this.childNodes.filter((child) => child instanceof FakeElement);
  }
  get childElementCount() {
    return this.children.length;
  }
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  get nextElementSibling() {
    return this.parentNode.children[this.parentNode.children.indexOf(this) + 1] ?? null;
  }
  contains(node) {
    for (let at = node; at; at = at.parentNode) if (at === this) return true;
    return false;
  }
  getRootNode() {
    return this.parentNode ? this.parentNode.getRootNode() : this;
  }
  *descendants() {
    for (const child of this.children) {
      yield child;
      yield* child.descendants();
    }
  }
  querySelectorAll(selector) {
    return [...this.descendants()].filter((each) => each.matches(selector));
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}

class Text extends FakeNode {
  constructor(text) {
    super();
    this.text = text;
  }
  get textContent() {
    return this.text;
  }
}

class FakeElement extends FakeNode {
  attributes = {};
  style = { setProperty() {} };
  open = false;
  constructor(tag) {
    super();
    made += 1;
    this.tagName = tag?.toUpperCase();
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
    if (name === "value") this.value = String(value);
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  set className(name) {
    this.attributes.class = name;
  }
  get classList() {
    const names = new Set((this.attributes.class ?? "").split(" "));
    const keep = () => (this.attributes.class = [...names].join(" "));
    return { add: (name) => (names.add(name), keep()), toggle: (name, on) => (names[on ? "add" : "delete"](name), keep()) };
  }
  get hidden() {
    return "hidden" in this.attributes;
  }
  set hidden(isHidden) {
    if (isHidden) this.attributes.hidden = "";
    else delete this.attributes.hidden;
  }
  get value() {
    if (this.tagName !== "SELECT") return this.given ?? "";
    const options = this.querySelectorAll("option");
    return (this.given ?? (options.find((each) => "selected" in each.attributes) ?? options[0])?.getAttribute("value")) ?? "";
  }
  set value(value) {
    this.given = value;
  }
  get checked() {
    return Boolean(this.isChecked);
  }
  set checked(isChecked) {
    this.isChecked = isChecked;
  }
  matches(selector) {
    return selector.split(",").some((one) => {
      const steps = one.trim().split(" ");
      let at = this;
      if (!at.#fits(steps.pop())) return false;
      for (const step of steps.reverse()) {
        do at = at.parentNode;
        while (at && !(at instanceof FakeElement && at.#fits(step)));
        if (!at) return false;
      }
      return true;
    });
  }
  #fits(simple) {
    const [, tag, rest] = /^([\w-]*)(.*)$/.exec(simple);
    if (tag && tag.toUpperCase() !== this.tagName) return false;
    const classes = (this.attributes.class ?? "").split(" ");
    return [...rest.matchAll(/\.([\w-]+)|\[([\w-]+)(?:="?([^\]"]*)"?)?\]/g)].every(([, name, attribute, value]) =>
      name ? classes.includes(name) : attribute in this.attributes && (value === undefined || this.attributes[attribute] === value));
  }
  closest(selector) {
    for (let at = this; at instanceof FakeElement; at = at.parentNode) if (at.matches(selector)) return at;
    return null;
  }
  attachShadow() {
    this.shadowRoot = new FakeNode();
    this.shadowRoot.host = this;
    return this.shadowRoot;
  }
  focus() {
    this.getRootNode().activeElement = this;
  }
  click() {
    this.dispatchEvent({ type: "click", target: this });
  }
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
    this.dispatchEvent({ type: "close", target: this });
  }
}

const elements = new Map();
globalThis.Element = globalThis.HTMLElement = FakeElement;
globalThis.document = {
  createElement: (tag) => new (elements.get(tag) ?? FakeElement)(tag),
  createElementNS: (_space, tag) => new FakeElement(tag),
};
document.body = new FakeElement("body");
globalThis.customElements = {
  get: (tag) => elements.get(tag),
  define: (tag, element) => elements.set(tag, element),
};
globalThis.CSSStyleSheet = class {
  replaceSync() {}
};
globalThis.CSS = { escape: (text) => text };
globalThis.CustomEvent = class {
  constructor(type, { detail } = {}) {
    this.type = type;
    this.detail = detail;
  }
};
globalThis.window = Object.assign(new Events(), { history: { pushState: (_state, _title, path) => (globalThis.location.pathname = path) } });
globalThis.location = { pathname: "/sim-lines/home" };
