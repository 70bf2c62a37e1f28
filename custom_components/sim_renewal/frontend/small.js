/** Small forms: a badge, and the thread as a feature of a tile. */

import { h } from "./dom.js";
import { LinesElement } from "./element.js";
import { cardForm } from "./editor.js";
import { shape } from "./icons.js";
import { level, order } from "./model.js";
import { figure, joined } from "./phrases.js";
import { smallStyles } from "./styles.js";
import { thread } from "./thread.js";

const PLATFORM = "sim_renewal";

class SmallElement extends LinesElement {
  constructor() {
    super();
    /** @type {{ device?: string }} */
    this.config = {};
    /** The entity of the tile that a feature is part of. @type {string | undefined} */
    this.entityId = undefined;
    /** What is shown, so that it is drawn again only where that changed. @type {unknown[]} */
    this.shown = [];
  }

  /** @param {{ device?: string }} config */
  setConfig(config) {
    this.config = config;
    if (this.stop) this.update();
  }

  /** Which entity a tile is about, as it tells its features. @param {{ entity_id?: string } | undefined} context */
  set context(context) {
    if (context?.entity_id === this.entityId) return;
    this.entityId = context?.entity_id;
    if (this.stop) this.update();
  }

  /** The line of the device, or of the tile's entity; without either the one that wants a hand most. */
  get line() {
    const { lines, locale, hass } = this;
    const device = this.config.device ?? (this.entityId && hass.entities?.[this.entityId]?.device_id);
    const all = [...lines.lines.values()];
    if (device) return all.find((line) => line.device_id === device || line.line_id === device);
    return this.entityId ? undefined : order(all, locale)[0];
  }

  update() {
    const { line, locale } = this;
    if (this.shown[0] === line && this.shown[1] === locale) return;
    this.shown = [line, locale];
    this.root.adoptedStyleSheets = smallStyles();
    this.root.replaceChildren();
    if (line) this.root.append(this.draw(line));
  }

  /** @param {Line} _line @returns {Node} */
  draw(_line) {
    return h("span", {});
  }
}

export class Badge extends SmallElement {
  /** @param {Line} line */
  draw(line) {
    const { locale } = this;
    const its = level(line, locale.today);
    return h("button", {
      class: "bdg", type: "button", dir: locale.isRtl ? "rtl" : "ltr",
      onclick: () => this.dispatchEvent(new CustomEvent("hass-more-info", {
        bubbles: true, composed: true, detail: { entityId: line.entities?.sensor?.status },
      })),
    }, shape(its), joined(line.name, figure(its, locale)?.text));
  }

  static getConfigForm() {
    const { schema, computeLabel } = cardForm();
    return { schema: schema.filter(({ name }) => name === "device"), computeLabel };
  }

  static getStubConfig() {
    return {};
  }
}

export class ThreadFeature extends SmallElement {
  /** @param {Line} line */
  draw(line) {
    return h("div", { class: "feat", dir: this.locale.isRtl ? "rtl" : "ltr" }, thread(line, this.locale));
  }

  static getStubConfig() {
    return { type: "custom:sim-renewal-thread" };
  }

  /** Whether a tile can have the thread. @param {Hass} hass @param {{ entity_id?: string }} context */
  static isSupported(hass, context) {
    return hass.entities?.[context?.entity_id ?? ""]?.platform === PLATFORM;
  }
}
