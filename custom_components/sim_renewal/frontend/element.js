/** What every element of ours has: the lines of its page. */

import { linesOf } from "./connection.js";
import { remember } from "./editor.js";

export class LinesElement extends HTMLElement {
  constructor() {
    super();
    this.root = this.attachShadow({ mode: "open" });
    /** @type {import("./connection.js").Lines | null} */
    this.known = null;
    /** @type {(() => void) | null} */
    this.stop = null;
  }

  /** Home Assistant sets this at each change of any state: nothing is drawn for that. @param {Hass} hass */
  set hass(hass) {
    const lines = linesOf(hass);
    if (lines === this.known) return;
    this.stop?.();
    this.stop = null;
    this.known = lines;
    remember(lines);
    this.#begin();
  }

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.stop?.();
    this.stop = null;
  }

  #begin() {
    if (!this.isConnected || !this.known || this.stop) return;
    this.stop = this.known.listen(() => this.update());
    this.update();
  }

  /** Draws what changed. */
  update() {}

  get lines() {
    return /** @type {import("./connection.js").Lines} */ (this.known);
  }

  get locale() {
    return this.lines.locale;
  }

  get hass() {
    return this.lines.hass;
  }
}
