/** The thread of a line on the household's axis, and the axis itself. */

import { h } from "./dom.js";
import { TICKS, level, position, thread as partsOf } from "./model.js";

/** Heights in pixels, and how far the ends of marks reach. */
const SIZES = {
  row: { height: 18, inset: 1, ring: 6, end: 7, behind: 8, bell: "M-4 -1h8l-4 5z" },
  large: { height: 28, inset: 2, ring: 8, end: 10, behind: 10, bell: "M-5 0h10l-5 7z" },
  line: { height: 36, inset: 2, ring: 8, end: 10, behind: 10, bell: "M-5 0h10l-5 7z" },
};

const CLASSES = { works: "w", receives: "r", kept: "k", pale: "go", gain: "gain", hollow: "w", dashes: "ns" };

/** @param {Line} line @param {Locale} locale
 * @param {{ size?: keyof typeof SIZES, gain?: IsoDay | null }} [options] */
export function thread(line, locale, { size = "row", gain = null } = {}) {
  const { height, inset, ring, end, behind, bell } = SIZES[size];
  const { parts, marks } = partsOf(line, locale.today, gain);
  const x = (/** @type {number} */ at) => `${locale.isRtl ? 100 - at : at}%`;
  const y = height / 2;
  const forward = locale.isRtl ? -1 : 1;
  const segment = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ to) =>
    h("line", { class: name, x1: x(from), x2: x(to), y1: y, y2: y });
  const at = (/** @type {number} */ place, /** @type {number} */ top, /** @type {string} */ name, /** @type {string} */ d) =>
    h("svg", { x: x(place), y: top, overflow: "visible" }, h("path", { class: name, d }));
  return h("svg", { class: `thr s-${size} ${level(line, locale.today).thread}`, "aria-hidden": "true" },
    h("line", { class: "td", x1: x(0), x2: x(0), y1: inset, y2: height - inset }),
    parts.map(({ kind, from, to }) => [
      segment(CLASSES[kind], from, to),
      kind === "hollow" && segment("hol", from, to),
    ]),
    marks.map((mark) => {
      if (mark.kind === "ring") return h("circle", { class: "ring", cx: x(mark.at), cy: y, r: ring });
      if (mark.kind === "bell") return at(mark.at, 0, "bell", bell);
      if (mark.kind === "arrow") return at(100, y, "e", `M${6 * forward} -4.500L${10.5 * forward} 0L${6 * forward} 4.500`);
      return at(mark.at, y, "e", `M${mark.isBehind ? behind * forward : 0} ${-end}V${end}`);
    }));
}

/** A sample of a part, for the words below the thread.
 * @param {"works" | "receives" | "kept" | "bell"} kind @param {string} colour */
export const sample = (kind, colour) =>
  h("svg", { class: `thr sample ${colour}`, "aria-hidden": "true" },
    kind === "bell"
      ? h("path", { class: "bell", d: "M7 3h10l-5 8z" })
      : h("line", { class: CLASSES[kind], x1: kind === "receives" ? 0 : 4, x2: kind === "receives" ? 24 : 21, y1: 7, y2: 7 }));

/** A label at its place on the axis; the first and the last stay within it.
 * @param {number} at @param {string} name @param {string} text */
const label = (at, name, text) =>
  h("span", { class: name, style: name === "z" ? { "inset-inline-end": 0 } : { "inset-inline-start": `${at}%` } }, text);

/** The dates over the thread of a line. @param {{ day: IsoDay, at: number }[]} ends @param {Locale} locale */
export const flagsOf = (ends, locale) =>
  h("div", { class: "flags", "aria-hidden": "true" }, ends.map(({ day, at }) =>
    label(at, at < 14 ? "a" : at > 80 ? "z" : "", locale.day(day, { isShort: true }))));

/** @param {Locale} locale */
export const axis = (locale) =>
  h("div", { class: "axis", "aria-hidden": "true" }, TICKS.map((tick) =>
    label(position(tick.days), { 0: "a", 7: "week", 365: "z" }[/** @type {number} */ (tick.days)] ?? "",
      "unit" in tick ? locale.count(tick.count, tick.unit).text : locale.capital(locale.relative(0)))));
