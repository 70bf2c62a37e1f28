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
    if (value == null || value === false || value === "") continue;
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
    if (child != null && child !== false) parent.append(typeof child === "number" ? String(child) : child);
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
    this.made = new Map();
    const elements = items.map((item) => {
      const key = this.keyOf(item);
      const kept = before.get(key);
      const isSame = kept?.item === item && kept.context === context;
      const element = isSame ? kept.element : this.build(item);
      if (kept && !isSame) replace(kept.element, element);
      this.made.set(key, { item, context, element });
      return element;
    });
    for (const [key, { element }] of before) if (!this.made.has(key)) element.remove();
    let next = this.parent.firstElementChild;
    for (const element of elements) {
      if (element === next) next = element.nextElementSibling;
      else this.parent.insertBefore(element, next);
    }
  }
}
