/** Elements made of data without markup: text stays text. */

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "line", "path", "circle", "g"]);

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Child | Child[] | Child[][]} Children
 * @typedef {Record<string, unknown>} Attributes
 */

/** An element. `onclick` and its like are listeners, `style` is a record, an attribute that is false is left out.
 * @param {string} tag @param {Attributes} [attributes] @param {...Children} children @returns {any} */
export function h(tag, attributes = {}, ...children) {
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false || value === "") continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "style") {
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, String(set));
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
  put(element, children);
  return element;
}

/** @param {Element | ShadowRoot} parent @param {unknown[]} children */
export function put(parent, children) {
  for (const child of /** @type {Child[]} */ (children.flat(3))) {
    if (child !== null && child !== undefined && child !== false) parent.append(typeof child === "number" ? String(child) : child);
  }
}

/** Puts an element in the place of another; the focus stays on what has the same name. @param {Element} old @param {Element} fresh */
export function replace(old, fresh) {
  const root = /** @type {ShadowRoot | Document} */ (old.getRootNode());
  const focused = root.activeElement;
  const name = focused && old.contains(focused) ? focused.getAttribute("data-deed") : null;
  old.replaceWith(fresh);
  if (name) /** @type {HTMLElement | null} */ (fresh.querySelector(`[data-deed="${name}"]`) ?? fresh.querySelector("button"))?.focus();
}

/**
 * Keeps one element for each item: built again only where what it was built of is another object.
 * @template T
 */
export class Keyed {
  /** @param {Element} parent @param {(item: T) => string} keyOf @param {(item: T) => Element} build */
  constructor(parent, keyOf, build) {
    this.parent = parent;
    this.keyOf = keyOf;
    this.build = build;
    /** @type {Map<string, { item: T, context: unknown, element: Element }>} */
    this.made = new Map();
  }

  /** @param {readonly T[]} items @param {unknown} context what all elements depend on */
  show(items, context) {
    const before = this.made;
    const keys = new Set(items.map(this.keyOf));
    for (const [key, { element }] of before) if (!keys.has(key)) element.remove();
    this.made = new Map();
    /** @type {Element | null} */
    let last = null;
    for (const item of items) {
      const key = this.keyOf(item);
      const kept = before.get(key);
      const isSame = kept !== undefined && kept.item === item && kept.context === context;
      const element = isSame ? kept.element : this.build(item);
      if (kept && !isSame) replace(kept.element, element);
      const next = /** @type {Element | null} */ (last ? last.nextElementSibling : this.parent.firstElementChild);
      if (next !== element) this.parent.insertBefore(element, next);
      this.made.set(key, { item, context, element });
      last = element;
    }
  }
}
