/** The card: the household, one line, or what they cost. */

import { blank, HouseholdView } from "./household.js";
import { costsView } from "./costs.js";
import { h, put, replace } from "./dom.js";
import { cardForm } from "./editor.js";
import { LinesElement } from "./element.js";
import { amountSheet, balanceSheet, datesSheet } from "./forms.js";
import { ledgerSheet } from "./ledger.js";
import { lineView } from "./line.js";
import { recordSheet } from "./record.js";
import { Sheets } from "./sheets.js";
import { cardStyles } from "./styles.js";

const VIEWS = ["household", "line", "costs"];

export class Card extends LinesElement {
  constructor() {
    super();
    /** @type {CardConfig} */
    this.config = { type: "custom:sim-renewal-card" };
    this.sheets = new Sheets(this);
    this.frame = h("div", { class: "sim" });
    /** What is shown, so that it is built again only where that changed. @type {unknown[]} */
    this.shown = [];
    /** @type {HouseholdView | null} */
    this.household = null;
  }

  /** @param {CardConfig} config */
  setConfig(config) {
    if (config.view !== undefined && !VIEWS.includes(config.view)) throw new Error(`view: ${VIEWS.join(", ")}`);
    if (config.limit !== undefined && !(Number.isInteger(config.limit) && config.limit > 0)) throw new Error("limit: 1, 2, 3 ...");
    this.config = config;
    this.shown = [];
    if (this.stop) this.update();
  }

  getCardSize() {
    if (this.config.view === "line") return 10;
    return Math.ceil(1 + 1.5 * Math.min(this.known?.lines.size || 1, this.config.limit ?? Infinity));
  }

  getGridOptions() {
    return { columns: 12, rows: "auto", min_columns: 6 };
  }

  static getConfigForm() {
    return cardForm();
  }

  /** @param {Hass} _hass */
  static getStubConfig(_hass) {
    return { view: "household" };
  }

  /** The title of the card, as it was set up. */
  get title() {
    return this.config.title ?? this.locale.t(this.config.view === "costs" ? "costs" : "title");
  }

  /** Whether a row opens the view of its line in this dashboard, instead of a sheet. */
  get canOpenView() {
    return Boolean(this.config.opens_view);
  }

  /** @param {Line} line */
  viewOf(line) {
    return `/${location.pathname.split("/")[1]}/line-${line.line_id}`;
  }

  update() {
    if (!this.frame.parentNode) {
      this.root.adoptedStyleSheets = cardStyles();
      put(this.root, [this.frame]);
    }
    const { lines, locale } = this;
    this.frame.setAttribute("dir", locale.isRtl ? "rtl" : "ltr");
    this.frame.setAttribute("lang", locale.language);
    this.#draw(lines.status === "absent" || (lines.said && !lines.said.household?.is_running) ? "absent" : lines.said ? "ready" : "loading");
    this.sheets.refresh?.();
  }

  /** @param {"absent" | "ready" | "loading"} status */
  #draw(status) {
    const { lines, locale, config } = this;
    if (status === "loading") return;
    if (status === "absent" && !lines.lines.size) return this.#show(["absent", locale], () => blank(this, "absent"));
    if (config.view === "line") {
      const line = this.#chosen();
      return this.#show([line ?? "gone", locale], () => (line ? lineView(line, this) : blank(this, "gone")));
    }
    if (config.view === "costs") return this.#show([lines.said, lines.lines, locale], () => costsView(this));
    if (status === "ready" && !lines.lines.size) return this.#show(["empty", lines.said, locale], () => blank(this, "empty"));
    this.household ??= new HouseholdView(this);
    this.household.update();
    this.#show(["household", status], () => [
      status === "absent" && blank(this, "absent"), /** @type {HouseholdView} */ (this.household).element,
    ]);
  }

  /** @param {unknown[]} what @param {() => Node | (Node | false)[]} build */
  #show(what, build) {
    if (what.length === this.shown.length && what.every((each, index) => each === this.shown[index])) return;
    this.shown = what;
    const content = build();
    const old = this.frame.firstElementChild;
    if (old && content instanceof Element && this.frame.childElementCount === 1) return replace(old, content);
    this.frame.replaceChildren();
    put(this.frame, [content]);
  }

  #chosen() {
    const all = [...this.lines.lines.values()];
    const { device } = this.config;
    return device ? all.find((line) => line.device_id === device || line.line_id === device) : all[0];
  }

  /** @param {string} lineId */
  openLine(lineId) {
    const draw = () => {
      const line = this.lines.lines.get(lineId);
      return line && lineView(line, this, { isSheet: true });
    };
    let line = this.lines.lines.get(lineId);
    const content = draw();
    if (!content) return;
    this.sheets.show(content, {
      refresh: () => {
        const now = this.lines.lines.get(lineId);
        if (!now) return this.sheets.close();
        if (now === line) return;
        line = now;
        const old = this.sheets.dialog?.firstElementChild;
        const fresh = draw();
        if (old && fresh) replace(old, fresh);
      },
    });
  }

  /** @param {Line} line @param {Renewal} [renewal] */
  openRecord(line, renewal) {
    recordSheet(this, line, renewal);
  }

  /** @param {Line} line */
  openLedger(line) {
    return ledgerSheet(this, line);
  }

  /** @param {Line} line */
  openBalance(line) {
    balanceSheet(this, line);
  }

  /** @param {Line} line */
  openDates(line) {
    datesSheet(this, line);
  }

  /** @param {Line} line @param {Extract<Question, { kind: "landed" }>} asked */
  openAmount(line, asked) {
    amountSheet(this, line, asked);
  }
}
