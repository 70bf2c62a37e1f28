/** What lines cost a browser: script alone, without layout, in milliseconds. */

import { linesOf } from "/custom_components/sim_renewal/frontend/connection.js";
import { HOUSEHOLD } from "../demo.mjs";
import { fakeHass } from "../fake.mjs";
import { TODAY } from "../lines.mjs";

const ROUNDS = 9;

const many = Array.from({ length: 200 }, (_, index) => ({
  ...HOUSEHOLD[index % HOUSEHOLD.length],
  name: `Line ${index}`,
  line_id: `${index}`,
}));

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function timed(deed) {
  const begin = performance.now();
  deed();
  return performance.now() - begin;
}

/** Puts a card on the page whose lines are known already, changes one, and changes something else. */
async function round(lines, words) {
  const hass = fakeHass({ words, lines });
  await linesOf(hass).first();
  const card = document.createElement("sim-renewal-card");
  card.setConfig({ type: "custom:sim-renewal-card" });
  card.hass = hass;
  const drawn = timed(() => document.body.append(card));
  const elements = card.shadowRoot.querySelectorAll("*").length;
  const changed = lines.slice(7, 8).map((line) => ({ ...line, carrier: "Another" }));
  const one = timed(() => hass.send({ kind: "changes", today: TODAY, lines: changed, removed: [] }));
  const unrelated = timed(() => (card.hass = { ...hass, states: {} }));
  card.remove();
  return { drawn, one, unrelated, elements };
}

/** The medians of some rounds, with an empty card between. */
export async function measure() {
  const { common: words } = await (await fetch("/custom_components/sim_renewal/translations/en.json")).json();
  await round(many, words);
  const empty = [];
  const full = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    empty.push(await round([], words));
    full.push(await round(many, words));
  }
  const of = (rounds, what) => median(rounds.map((each) => each[what]));
  return {
    empty: of(empty, "drawn"),
    many: of(full, "drawn"),
    one: of(full, "one"),
    unrelated: of(full, "unrelated"),
    elements: of(full, "elements"),
  };
}
