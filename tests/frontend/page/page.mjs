/**
 * Shows the card in a browser: `?view=house|compact|large|hard|line|hardlines|costs|blank|small|many`, `&language=`,
 * `&theme=dark`, `&full`, `&open=line|record|until|answer|second|ledger|balance|dates`, `&name=` of the line.
 */

import "/custom_components/sim_renewal/frontend/sim-renewal-card.js";
import { HARD, HOUSEHOLD, RENEWALS } from "../demo.mjs";
import { fakeHass } from "../fake.mjs";

/** Home Assistant's element for icons, with the same drawings. */
customElements.define("ha-icon", class extends HTMLElement {
  async connectedCallback() {
    const name = this.getAttribute("icon").replace("mdi:", "");
    const { parts } = await (await fetch("/mdi/iconMetadata.json")).json();
    const { file } = parts.findLast(({ start }) => start === undefined || name >= start);
    const icons = await (await fetch(`/mdi/${file}.json`)).json();
    this.style.display = "inline-flex";
    this.innerHTML = `<svg viewBox="0 0 24 24" style="width:var(--mdc-icon-size);height:var(--mdc-icon-size);fill:currentcolor"><path d="${icons[name]}"/></svg>`;
  }
});

const query = new URLSearchParams(location.search);
const language = query.get("language") ?? "en";
const view = query.get("view") ?? "house";
const theme = query.get("theme");
if (theme) document.documentElement.dataset.theme = theme;
document.documentElement.lang = language;
document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
const file = ["fr", "zh-Hans"].includes(language) ? language : "en";
const { common: words } = await (await fetch(`/custom_components/sim_renewal/translations/${file}.json`)).json();
const main = document.querySelector("main");
main.className = query.has("full") ? "full" : "";

const lines = { hard: [...HOUSEHOLD, ...HARD], hardlines: [...HOUSEHOLD, ...HARD] }[view] ?? HOUSEHOLD;
const many = Array.from({ length: 200 }, (_, index) => {
  const line = HOUSEHOLD[index % HOUSEHOLD.length];
  return { ...line, name: `${line.name} ${index}`, line_id: `${index}`, device_id: `d${index}` };
});
const hassOf = (options) => {
  const hass = fakeHass({ words, language, renewals: RENEWALS, lines, ...options });
  if (language === "ar") hass.locale.number_format = "comma_decimal";
  return hass;
};
const hass = hassOf(view === "many" ? { lines: many } : {});
window.hass = hass;

/** @param {string} tag */
function add(tag, config = {}, its = hass) {
  const element = document.createElement(tag);
  element.setConfig({ type: `custom:${tag}`, ...config });
  element.hass = its;
  main.append(element);
  return element;
}

const card = (config, its) => add("sim-renewal-card", config, its);
const device = (name) => ({ view: "line", device: lines.find((line) => line.name === name).device_id });
const VIEWS = {
  house: () => card(),
  hard: () => card(),
  many: () => card(),
  compact: () => card({ density: "compact" }),
  large: () => card({ density: "large", limit: 4 }),
  line: () => card(device(query.get("name") ?? "Papa")),
  hardlines: () => ["Grand-mère", "Maman", "Oncle", "Called", "Sensor", "Silent", "Mamie"].map((name) => card(device(name)))[0],
  costs: () => card({ view: "costs" }),
  blank: () => {
    card({}, hassOf({ lines: [] }));
    card({}, hassOf({ lines: [], isAdmin: false }));
    card({}, hassOf({ lines: [HOUSEHOLD[7]] }));
    card({}, hassOf({ lines: [], household: { is_running: false } }));
    return card({}, hassOf({ lines: [], fails: true }));
  },
  small: () => {
    for (const { device_id } of HOUSEHOLD.slice(0, 4)) add("sim-renewal-badge", { device: device_id });
    return add("sim-renewal-thread", { device: HOUSEHOLD[0].device_id });
  },
};
const shown = VIEWS[view]();
const until = (given) => new Promise((resolve) => {
  const look = () => (given() ? resolve() : setTimeout(look, 20));
  look();
});
await until(() => shown.shadowRoot.querySelector(".lc,.rows,.empty,.bdg,.feat"));
const open = query.get("open");
const line = [...HOUSEHOLD, ...HARD].find(({ name }) => name === (query.get("name") ?? "Papa"));
if (open === "second") {
  hass.connection.answers = {
    record_renewal: ({ fields: data }) => (
      { outcome: "same_deed", payer: "Anna", currency: "EUR", charged_amount: data.amount, renewal_id: "new", recorded_at: new Date(Date.now() - 110_000).toISOString(), before: {}, after: { service_until: "2027-01-01" } }
    ),
  };
}
const press = async (selector) => {
  await until(() => shown.shadowRoot.querySelector(selector));
  shown.shadowRoot.querySelector(selector).click();
};
if (open === "line") shown.openLine(line.line_id);
if (open === "ledger") await shown.openLedger(line);
if (open === "balance") shown.openBalance(line);
if (open === "dates") shown.openDates(line);
if (["record", "until", "answer", "second"].includes(open)) shown.openRecord(line);
if (["answer", "second"].includes(open)) await press(".ft .p");
if (open === "contained") {
  shown.openRecord(line);
  const day = shown.shadowRoot.querySelector("input[type=date]");
  day.value = "2026-11-20";
  day.dispatchEvent(new Event("input", { bubbles: true }));
}
if (open === "menu") await press("[data-deed=menu]");
await document.fonts.ready;
setTimeout(() => (document.body.dataset.ready = "true"), 500);
