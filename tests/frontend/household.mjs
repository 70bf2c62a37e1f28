/** The texts of the card as the server sends them, and how a reader writes. */

import { readFileSync } from "node:fs";

import { Locale } from "../../custom_components/sim_renewal/frontend/locale.js";
import { TODAY } from "./lines.mjs";

export { TODAY, lineWith } from "./lines.mjs";

const TRANSLATIONS = new URL("../../custom_components/sim_renewal/translations/", import.meta.url);

/** The texts of the card in a language, with their keys. */
export function wordsOf(language) {
  const { common } = JSON.parse(readFileSync(new URL(`${language}.json`, TRANSLATIONS), "utf8"));
  return Object.fromEntries(Object.entries(common).filter(([key]) => key.startsWith("card_")));
}

/** A locale of a language; a language without texts of ours has the English ones. */
export function localeOf(language, options = {}) {
  const words = wordsOf(["en", "fr", "zh-Hans"].includes(language) ? language : "en");
  return new Locale({ language, today: TODAY, timeZone: "Europe/Paris", words: (key) => words[key], ...options });
}
