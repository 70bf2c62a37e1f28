/** The card of the household: every line on one axis, the most urgent first. */

import { button } from "./controls.js";
import { act, navigate, verify } from "./deeds.js";
import { Keyed, h, put } from "./dom.js";
import { shape } from "./icons.js";
import { level, order, tally } from "./model.js";
import { alert, figure, question, sentence } from "./phrases.js";
import { axis, thread } from "./thread.js";

const MANY = 60;
const LOOKS = { comfortable: "", compact: "compact", large: "big-rows" };

export class HouseholdView {
  /** @param {Card} card */
  constructor(card) {
    this.card = card;
    /** What the rows were drawn for. */
    this.drawn = { look: "", locale: /** @type {unknown} */ (null) };
    this.list = h("ul", { class: "rows", role: "list" });
    this.head = h("div", { class: "hd" });
    this.axis = h("div", {});
    this.rest = h("p", { class: "rest", hidden: true });
    this.element = h("div", { role: "group", class: "house" }, this.head, this.axis, this.list, this.rest);
    /** @type {Keyed<Line>} */
    this.rows = new Keyed(this.list, (line) => line.line_id, (line) => row(line, card));
  }

  update() {
    const { card, card: { locale, config, lines } } = this;
    const { today } = locale;
    const ordered = order(lines.lines.values(), locale);
    const shown = config.limit ? ordered.slice(0, config.limit) : ordered;
    const look = LOOKS[config.density ?? "comfortable"] ?? "";
    this.element.className = `house ${look}`;
    this.element.setAttribute("aria-label", card.title);
    this.list.classList.toggle("many", shown.length >= MANY);
    this.head.replaceChildren(h("h2", {}, card.title), tallyOf(ordered, card));
    const axisNow = axis(locale);
    this.axis.replaceWith(axisNow);
    this.axis = axisNow;
    if (look !== this.drawn.look || locale !== this.drawn.locale) this.drawn = { look, locale };
    this.rows.show(shown, this.drawn);
    const rest = ordered.slice(shown.length);
    this.rest.hidden = !rest.length;
    this.rest.textContent = rest.length
      ? locale.t(tally(rest, today).length ? "more_lines" : "more_fine", { count: locale.number(rest.length) })
      : "";
  }
}

/** @param {readonly Line[]} lines @param {Card} card */
function tallyOf(lines, { locale }) {
  const groups = tally(lines, locale.today);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const label = count ? locale.t("todo", { count: locale.number(count) }) : locale.t("fine");
  return h("div", { class: "tally", role: "img", "aria-label": label },
    count
      ? groups.map((group) => h("span", {}, shape(group.level), locale.number(group.count)))
      : h("span", {}, shape({ colour: "idle", fill: "none", shape: "circle", glyph: "tick" }), locale.t("fine")));
}

/** @param {Line} line @param {Card} card */
function row(line, card) {
  const { locale, config } = card;
  const its = level(line, locale.today);
  const said = figure(its, locale);
  const size = config.density === "large" ? "large" : "row";
  const open = () => (card.canOpenView ? navigate(card.viewOf(line)) : card.openLine(line.line_id));
  return h("li", { "data-line": line.line_id },
    h("button", { class: "row", type: "button", "data-deed": "open", onclick: open },
      shape(its),
      h("span", { class: "nm" }, line.name),
      (its.rank === 1 || its.rank === 3) && h("span", { class: "sr" }, locale.t("to_renew")),
      h("span", { class: "tx" }, sentence(line, its, locale)),
      h("span", { class: `fg ${its.ink}` }, said && (said.word === undefined
        ? [h("b", {}, said.number), h("i", {}, said.unit)]
        : h("b", { class: "w" }, said.word))),
      thread(line, locale, { size })),
    config.density !== "compact" && strip(line, its, card));
}

/** What a row asks for, with the buttons to do it. @param {Line} line @param {Level} its @param {Card} card */
function strip(line, its, card) {
  const { locale } = card;
  if (its.strip === "sentence") return h("div", { class: "strip" }, h("p", {}, alert(line, locale)));
  const asked = its.strip === "question" && question(line, locale);
  if (!its.strip || !(line.can.write || asked)) return null;
  return h("div", { class: "strip" }, asked && h("p", {}, asked), line.can.write && deedsOf(line, its, card, true));
}

/** The deeds that a line asks for: in its row, and in the box of its question.
 * @param {Line} line @param {Level} its @param {Card} card @param {boolean} isRow */
export function deedsOf(line, its, card, isRow) {
  const { locale, hass } = card;
  const make = (/** @type {"p" | "t"} */ look, /** @type {string} */ name, /** @type {() => unknown} */ run, icon = "", key = name) =>
    button(locale, look, { key, icon, name, label: locale.t("deed_of", { deed: locale.t(key), name: line.name }), act: run });
  const asked = line.question;
  if (its.strip === "renew" && isRow) {
    return [
      make("p", "renewed", () => card.openRecord(line), "check", doneWord(line)),
      make("t", "later", () => act(hass, line, "snooze", { days: 1 }), "clock-outline"),
    ];
  }
  if (asked?.kind === "landed") {
    const answer = (/** @type {string} */ verdict) => () => verify(hass, line, asked.renewal_id, { verdict });
    return [
      make("p", "landed", answer("landed"), "check"),
      make("t", "missing", answer("missing")),
      !isRow && make("t", "wrong_charge", () => card.openAmount(line, asked)),
    ];
  }
  return [make("p", "set_date", () => card.openDates(line), "calendar")];
}

/** What is pressed once a line was given what it wants: money, or a use. @param {Line} line */
export const doneWord = (line) => (line.is_by_use ? "used" : "renewed");

/** What is shown instead of lines: none yet, or nobody answers. @param {Card} card @param {"empty" | "absent" | "gone"} why */
export function blank(card, why) {
  const { locale } = card;
  const mayAdd = why === "empty" && card.lines.said?.may_add;
  const element = h("div", { class: "empty" },
    h("div", { class: "pic" }),
    h("h2", {}, why === "gone" ? card.title : locale.t(`${why}_title`)),
    h("p", {}, locale.t(why === "gone" ? "no_such_line" : why === "empty" && !mayAdd ? "empty_ask" : `${why}_text`)),
    mayAdd && button(locale, "p", { key: "add_line", icon: "plus",
      act: () => navigate(`/config/integrations/integration/sim_renewal#config_entry=${card.lines.said?.household?.entry_id ?? ""}`), }));
  put(element.firstElementChild, [thread(/** @type {any} */ ({ status: "not_started", is_available: true }), locale)]);
  return element;
}

