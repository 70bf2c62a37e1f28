/** Sheets over the page: a native dialog in the card's own shadow root. */

import { button } from "./controls.js";
import { h, put } from "./dom.js";

const SWIPE = 90;

export class Sheets {
  /** @param {Card} card */
  constructor(card) {
    this.card = card;
    /** @type {HTMLDialogElement | null} */
    this.dialog = null;
    /** Draws an open sheet again after a change. @type {(() => void) | null} */
    this.refresh = null;
  }

  /** Shows content, instead of what is open. @param {Node} content @param {{ refresh?: () => void }} [options] */
  show(content, { refresh } = {}) {
    this.refresh = refresh ?? null;
    // The event of a close comes later than the close: such a dialog is as good as gone.
    const dialog = this.dialog?.open ? this.dialog : this.#open();
    dialog.dir = this.card.locale.isRtl ? "rtl" : "ltr";
    dialog.replaceChildren();
    put(dialog, [content]);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    const first = /** @type {HTMLElement | null} */ (dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2"));
    if (first?.tagName === "H2") first.tabIndex = -1;
    first?.focus();
  }

  close() {
    this.dialog?.close();
  }

  #open() {
    const focused = /** @type {HTMLElement | null} */ (this.card.root.activeElement);
    const key = focused?.closest("[data-line]")?.getAttribute("data-line");
    const deed = focused?.getAttribute("data-deed");
    /** Where the focus returns to: a row may be another element by then. @returns {HTMLElement | null} */
    const opener = () =>
      (key && this.card.root.querySelector(`[data-line="${CSS.escape(key)}"] [data-deed="${deed}"]`)) ||
      (key && this.card.root.querySelector(`[data-line="${CSS.escape(key)}"] button`)) || focused;
    let from = 0;
    const dialog = h("dialog", {
      class: "dialog",
      "aria-labelledby": "sheet-title",
      onclose: () => {
        dialog.remove();
        if (this.dialog !== dialog) return;
        this.dialog = this.refresh = null;
        // The browser gave the focus back to where it was, if that is still there.
        if (!this.card.root.activeElement) opener()?.focus();
      },
      onclick: (/** @type {MouseEvent} */ event) => event.target === dialog && isOutside(dialog, event) && this.close(),
      ontouchstart: (/** @type {TouchEvent} */ event) => (from = dialog.scrollTop ? Infinity : event.touches[0].clientY),
      ontouchend: (/** @type {TouchEvent} */ event) => {
        const isField = event.target instanceof Element && event.target.closest("input,select");
        if (!isField && event.changedTouches[0].clientY - from > SWIPE && !dialog.scrollTop) this.close();
      },
    });
    this.dialog = dialog;
    put(this.card.root, [dialog]);
    return /** @type {HTMLDialogElement} */ (dialog);
  }

  /** The head of a sheet, with its cross. @param {string} title */
  top(title) {
    const { locale } = this.card;
    return h("div", { class: "st" },
      button(locale, "q x", { icon: "close", label: locale.t("close"), act: () => this.close() }),
      h("h2", { id: "sheet-title" }, title));
  }

  /** What was done, with what can be done about that. @param {string} title @param {Node[]} content
   * @param {(HTMLButtonElement | null)[]} deeds @param {"status" | "alert"} role */
  answer(title, content, deeds, role) {
    const { locale } = this.card;
    this.show(h("div", { class: "sheet" }, this.top(title), h("div", { class: "eff", role }, content), h("div", { class: "ft" },
      deeds, button(locale, "p", { key: "done", autofocus: true, act: () => this.close() }))));
  }
}

/** @param {Element} element @param {MouseEvent} event */
function isOutside(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
