/** The household of the tests and of the pictures, as the server describes it. */

import { readFileSync } from "node:fs";

import { Locale } from "../../custom_components/sim_renewal/frontend/locale.js";

export const TODAY = "2026-11-29";

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

/** A line that works, with what a test is about. */
export const lineWith = (given = {}) => ({
  line_id: given.name ?? "line",
  device_id: `device-${given.name ?? "line"}`,
  name: "Papa",
  owner: null,
  carrier: "Orange",
  offer: "Mobicarte",
  form: "physical",
  status: "active",
  standing: "in_use",
  is_available: true,
  service_until: "2027-01-06",
  number_until: "2027-04-06",
  receives_until: null,
  is_due: false,
  is_automatic: false,
  is_by_use: false,
  has_rule: true,
  is_endless: false,
  snoozed_until: null,
  next_reminder: null,
  question: null,
  alerts: [],
  buckets: [],
  source: { kind: "typed", name: null, updated_at: "2026-11-27T10:00:00+00:00", by: "Anna", is_silent: false },
  price: { amount: 10, currency: "EUR", per_month: 10 },
  last_renewal: null,
  open: { kind: "website", link: "https://www.example.com/" },
  promotion: null,
  unsure: null,
  undo: null,
  payers: ["Anna"],
  channels: ["website", "shop"],
  can: { write: true, open_device: true },
  entities: {},
  version: 1,
  ...given,
});
