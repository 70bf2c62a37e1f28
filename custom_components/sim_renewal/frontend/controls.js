/** Buttons, menus and fields. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} Deed a button without its look
 * @property {string} [key] of its words
 * @property {string} [text] its words, where they are no key
 * @property {string} [icon]
 * @property {string} [label] what a screen reader says, where the text is not enough
 * @property {string} [name] keeps the focus when what surrounds the button is built again
 * @property {boolean} [autofocus]
 * @property {(event: Event) => unknown} act may return a promise: the button is busy until then
 */

/** @param {Locale} locale @param {"p" | "t" | "q" | "q x" | "p big" | "t wide"} look primary, tonal or quiet; x is a round one
 * @param {Deed} deed @returns {HTMLButtonElement} */
export function button(locale, look, { key, text = key && locale.t(key), icon: symbol, label, name, autofocus, act }) {
  const element = h("button", {
    class: `btn ${look}`, type: "button", "aria-label": label, "data-deed": name, autofocus,
    onclick: (/** @type {Event} */ event) => busy(element, () => act(event), locale),
  }, symbol && icon(symbol), text);
  return element;
}

/** Runs a deed once, shows that it runs, and says in place why it failed.
 * @param {HTMLElement} element @param {() => unknown} deed @param {Locale} locale */
export async function busy(element, deed, locale) {
  if (element.getAttribute("aria-busy")) return;
  const place = element.closest(".strip,.ask,.acts,.ft,.menu,.files,.end") ?? element.parentElement;
  place?.querySelector(".said")?.remove();
  element.setAttribute("aria-busy", "true");
  try {
    await deed();
  } catch (error) {
    const message = /** @type {Error} */ (error)?.message || locale.t("failed");
    place?.append(h("p", { class: "said", role: "alert" }, message));
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** A round button that opens a list of deeds below `place`.
 * @param {(Deed | "" | false | null | undefined)[]} items @param {string} label @param {Locale} locale
 * @param {(menu: HTMLElement) => void} show */
export function menu(items, label, locale, show) {
  const deeds = items.filter((item) => !!item);
  if (!deeds.length) return null;
  /** @type {HTMLElement | null} */
  let opened = null;
  const toggle = (/** @type {boolean} */ isOpen) => {
    opened?.remove();
    opened = null;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return opener.focus();
    opened = h("div", {
      class: "menu", role: "group", "aria-label": label,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        toggle(false);
      },
    }, deeds.map((item) => button(locale, "q", item)));
    show(/** @type {HTMLElement} */ (opened));
    /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (opened).firstElementChild).focus();
  };
  const opener = button(locale, "q x", { icon: "dots-vertical", label, name: "menu", act: () => toggle(!opened) });
  opener.setAttribute("aria-expanded", "false");
  return opener;
}

/** A label with its field, a help and a place for what is wrong.
 * @param {string} label @param {HTMLElement} input @param {string} [help] */
export const field = (label, input, help) =>
  h("label", { class: "fld" }, h("span", {}, label), input, help && h("small", {}, help));

/** Says below a field what is wrong with it; an empty message takes that back.
 * @param {HTMLElement} input @param {string} message */
export function mark(input, message) {
  const place = input.closest(".fld") ?? input.parentElement;
  place?.querySelector(".said")?.remove();
  if (!message) return input.removeAttribute("aria-invalid");
  input.setAttribute("aria-invalid", "true");
  place?.append(h("small", { class: "said", role: "alert" }, message));
}
