/** Shapes and glyphs, drawn. */

import { h } from "./dom.js";

/** @type {Record<Level["shape"], string>} */
const SHAPES = {
  octagon: "M13 3h14l10 10v14L27 37H13L3 27V13z",
  triangle: "M20 3.5a3 3 0 0 1 2.6 1.5L37.5 32a3 3 0 0 1-2.6 4.5H5.1A3 3 0 0 1 2.5 32L17.4 5A3 3 0 0 1 20 3.5z",
  square: "M11 4h18a7 7 0 0 1 7 7v18a7 7 0 0 1-7 7H11a7 7 0 0 1-7-7V11a7 7 0 0 1 7-7z",
  circle: "M20 3a17 17 0 1 1 0 34 17 17 0 0 1 0-34z",
};

/** @type {Record<string, string>} */
const GLYPHS = {
  tick: "M13 20.5l5 5 9.5-10.5",
  exclamation: "M20 14v8M20 27.5v.01",
  question: "M15.5 16.5a4.5 4.5 0 1 1 6.5 4c-1.5.8-2 1.5-2 3M20 28v.01",
  bar: "M13 20h14",
  cross: "M14.5 14.5l11 11M25.5 14.5l-11 11",
  pause: "M16.5 14.5v11M23.5 14.5v11",
  play: "M17 14l9 6-9 6z",
  loop: "M26 16a7.5 7.5 0 1 0 1.5 5M27 12v4.5h-4.5",
  down: "M20 12.5v12M14.5 20l5.5 5.5 5.5-5.5",
  broken: "M17 23l-2.5 2.5a4 4 0 0 1-5.5-5.5L12.5 16.5M23 17l2.5-2.5a4 4 0 0 1 5.5 5.5L27.5 23.5M17.5 13l-.5-3M22.5 27l.5 3",
};

/** The shape of a level, which says the same as its colour. @param {Pick<Level, "colour" | "fill" | "shape" | "glyph">} level */
export const shape = (level) =>
  h("svg", { class: `shape ${level.colour} ${level.fill}`, viewBox: "0 0 40 40", "aria-hidden": "true" },
    h("path", { class: "f", d: SHAPES[level.shape] }),
    h("path", { class: "g", d: GLYPHS[level.glyph] }));

/** An icon of Home Assistant's. @param {string} name */
export const icon = (name) => h("ha-icon", { class: "ic", icon: `mdi:${name}`, "aria-hidden": "true" });
