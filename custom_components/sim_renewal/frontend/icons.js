/** Shapes, glyphs and icons, drawn. */

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

/** @type {Record<string, string>} */
const ICONS = {
  more: "M12 5v.01M12 12v.01M12 19v.01",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 4a8 8 0 1 0 .01 0zM12 8v4l3 2",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  pen: "M4 20l1-4L16 5l3 3L8 19z",
  list: "M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 10a3 3 0 1 0 .01 0z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  down: "M6 8l6 7 6-7",
  calendar: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  refresh: "M19 8a8 8 0 1 0 1 6M20 4v5h-5",
  skip: "M5 5l9 7-9 7zM19 5v14",
  device: "M7 3h7l4 4v14H7zM10 12h5v5h-5z",
};

/** The shape of a level, which says the same as its colour. @param {Pick<Level, "colour" | "fill" | "shape" | "glyph">} level */
export const shape = (level) =>
  h("svg", { class: `shape ${level.colour} ${level.fill}`, viewBox: "0 0 40 40", "aria-hidden": "true" },
    h("path", { class: "f", d: SHAPES[level.shape] }),
    h("path", { class: "g", d: GLYPHS[level.glyph] }));

/** @param {string} name */
export const icon = (name) =>
  h("svg", { class: "ic", viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: ICONS[name] }));
