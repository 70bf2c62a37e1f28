import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { count, tick } from "./document.mjs";
import { HARD, HOUSEHOLD, RENEWALS } from "./demo.mjs";
import { fakeHass } from "./fake.mjs";
import { TODAY, lineWith, wordsOf } from "./household.mjs";

await import("../../custom_components/sim_renewal/frontend/sim-renewal-card.js");

const EN = wordsOf("en");
const cards = [];

afterEach(() => {
  for (const card of cards.splice(0)) {
    card.remove();
    card.disconnectedCallback();
  }
  tick(1e9);
});

/** Lets what was asked be answered. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await null;
};

/** A card on the page, once it has been told of its lines. */
async function shown(config = {}, options = {}, tag = "sim-renewal-card") {
  const hass = fakeHass({ words: EN, lines: HOUSEHOLD, renewals: RENEWALS, ...options });
  const card = document.createElement(tag);
  card.setConfig({ type: `custom:${tag}`, ...config });
  card.hass = hass;
  document.body.append(card);
  cards.push(card);
  await settle();
  return { card, hass, root: card.shadowRoot };
}

const texts = (root, selector) => root.querySelectorAll(selector).map((each) => each.textContent.replaceAll("\u00a0", " "));
const press = async (root, selector) => {
  const found = root.querySelector(selector);
  assert.ok(found, `nothing fits ${selector}`);
  found.click();
  await settle();
};
const pressText = async (root, text) => {
  const found = root.querySelectorAll("button").find((each) => each.textContent === text);
  assert.ok(found, `no button says ${text}`);
  found.click();
  await settle();
};
const sentOf = (hass, type) => hass.sent.filter((each) => (each.action ?? each.service ?? each.type) === type);
const row = (name) => `[data-line="${name}"]`;

test("rows stand in order and say what is true", async () => {
  const { root } = await shown();
  assert.deepEqual(texts(root, ".nm"), ["Grand-mère", "Papa", "Tablet", "Maman", "Oncle", "London", "Travel", "Visitors", "Alarm"]);
  assert.deepEqual(texts(root, ".tally"), ["1111"]);
  assert.equal(root.querySelector(".tally").getAttribute("aria-label"), "To do: 4");
});

test("a change elsewhere in Home Assistant makes no element", async () => {
  const { card, hass } = await shown();
  const before = count();
  for (let index = 0; index < 50; index += 1) card.hass = { ...hass, states: { "light.kitchen": { state: String(index) } } };
  assert.equal(count(), before);
});

test("only the row of a line that changed is built again", async () => {
  const { root, hass } = await shown();
  const rows = new Map(root.querySelectorAll("li").map((each) => [each.getAttribute("data-line"), each]));
  hass.send({ kind: "changes", today: TODAY, lines: [{ ...HOUSEHOLD[3], carrier: "Lebara" }], removed: ["Travel"] });
  const now = root.querySelectorAll("li");
  assert.deepEqual(now.filter((each) => rows.get(each.getAttribute("data-line")) !== each).map((each) => each.getAttribute("data-line")), ["London"]);
  assert.equal(now.length, HOUSEHOLD.length - 1);
  assert.match(texts(root, `${row("London")} .tx`)[0], /^Lebara/);
});

test("after a reconnect, lines of the same version stay", async () => {
  const { root, hass } = await shown();
  const rows = root.querySelectorAll("li");
  const lines = HOUSEHOLD.map((line) => ({ ...line, version: line.name === "Papa" ? 2 : line.version }));
  hass.send({ kind: "all", today: TODAY, time_zone: "Europe/Paris", currency: "EUR", words: EN, lines, household: { is_running: true } });
  const now = root.querySelectorAll("li");
  assert.deepEqual(now.filter((each, index) => each !== rows[index]).map((each) => each.getAttribute("data-line")), ["Papa"]);
});

test("all cards of a page share one subscription, and leave it when they are gone", async () => {
  const { card, hass } = await shown();
  const second = document.createElement("sim-renewal-card");
  second.setConfig({ type: "custom:sim-renewal-card", view: "costs" });
  second.hass = hass;
  document.body.append(second);
  await settle();
  assert.equal(sentOf(hass, "sim_renewal/subscribe_lines").length, 1);
  for (const each of [card, second]) {
    each.remove();
    each.disconnectedCallback();
  }
  assert.equal(hass.subscribers.size, 1);
  tick(6_000);
  await settle();
  assert.equal(hass.subscribers.size, 0);
});

test("another language is another subscription", async () => {
  const { card, hass } = await shown();
  card.hass = { ...hass, locale: { language: "fr", number_format: "language" } };
  await settle();
  assert.deepEqual(sentOf(hass, "sim_renewal/subscribe_lines").map(({ language }) => language), ["en", "fr"]);
  assert.equal(hass.subscribers.size, 1);
});

test("a server that does not answer is asked again, and its return is shown", async () => {
  const { root, hass } = await shown({}, { fails: true });
  assert.deepEqual(texts(root, "h2"), ["SIM Renewal is not running"]);
  hass.connection.fails = false;
  tick(2_000);
  await settle();
  assert.equal(root.querySelectorAll("li").length, HOUSEHOLD.length);
});

test("what is known stays while the household does not run", async () => {
  const { root, hass } = await shown();
  hass.send({ kind: "changes", today: TODAY, lines: [], removed: [], household: { is_running: false } });
  assert.equal(root.querySelectorAll("li").length, HOUSEHOLD.length);
  assert.ok(texts(root, "h2").includes("SIM Renewal is not running"));
});

test("an empty household offers a line to those who may add one", async () => {
  assert.deepEqual(texts((await shown({}, { lines: [] })).root, "button"), ["Add line"]);
  const { root } = await shown({}, { lines: [], isAdmin: false });
  assert.deepEqual(texts(root, "button"), []);
  assert.deepEqual(texts(root, "p"), ["Ask whoever runs this Home Assistant."]);
});

test("a limit says what it leaves out", async () => {
  assert.deepEqual(texts((await shown({ limit: 4 })).root, ".rest"), ["5 more, all fine"]);
  assert.deepEqual(texts((await shown({ limit: 1 })).root, ".rest"), ["8 more"]);
  assert.throws(() => document.createElement("sim-renewal-card").setConfig({ limit: 0 }));
  assert.throws(() => document.createElement("sim-renewal-card").setConfig({ view: "calendar" }));
});

test("who may only read has no deeds", async () => {
  const lines = [...HOUSEHOLD, ...HARD].map((line) => ({ ...line, can: { write: false, open_device: false } }));
  const { card, root } = await shown({}, { lines });
  assert.deepEqual(root.querySelectorAll("button").filter((each) => each.getAttribute("data-deed") !== "open"), []);
  card.openLine("Papa");
  assert.deepEqual(texts(root, "dialog button"), ["", "Renewals"]);
  await card.openLedger(lines[1]);
  assert.deepEqual(root.querySelectorAll("dialog button").map((each) => each.getAttribute("aria-label").replace("\u00a0", " ")), ["Close", "Receipt: November 23"]);
});

test("two presses record what is usual", async () => {
  const { root, hass } = await shown();
  await press(root, `${row("Papa")} [data-deed=renewed]`);
  assert.equal(root.activeElement.textContent, "Record");
  assert.deepEqual(texts(root, ".eff p"), ["Service until January 1, 2027 instead of Wednesday, December 2."]);
  root.activeElement.click();
  await settle();
  const [{ fields: data, type, device_id: device }] = sentOf(hass, "record_renewal");
  assert.deepEqual(data, { date: TODAY, amount: 10, channel: "website", payer: "Anna" });
  assert.deepEqual([type, device], ["sim_renewal/act", "device-Papa"]);
  assert.deepEqual(texts(root, "dialog h2"), ["Papa is renewed"]);
  await pressText(root, "Undo");
  assert.deepEqual(sentOf(hass, "undo_renewal")[0].fields, { renewal_id: "new" });
  assert.deepEqual(texts(root, ".eff"), ["Undone. The dates are as before."]);
});

test("a line that wants to be used is used, not renewed", async () => {
  const { card, root } = await shown({}, { lines: [lineWith({ name: "London", is_by_use: true, is_due: true })] });
  assert.deepEqual(texts(root, ".strip button"), ["Used", "Later"]);
  card.openLine("London");
  assert.equal(root.querySelector("dialog [data-deed=renewed]").textContent, "Used");
});

test("what is typed is foreseen once typing stops", async () => {
  const { card, root, hass } = await shown();
  card.openRecord(HOUSEHOLD[0]);
  await settle();
  const day = root.querySelector("dialog input[type=date]");
  for (const value of ["2026-11-28", "2026-11-20"]) {
    day.value = value;
    day.dispatchEvent({ type: "input" });
    tick(200);
  }
  tick(300);
  await settle();
  assert.deepEqual(sentOf(hass, "sim_renewal/preview_renewal").map(({ date }) => date), [TODAY, "2026-11-20"]);
  assert.match(texts(root, ".eff p")[0], /^Kept in the list/);
  const [box] = root.querySelectorAll("input[type=checkbox]");
  box.checked = true;
  await pressText(root, "Record");
  assert.equal(sentOf(hass, "record_renewal")[0].fields.in_addition, true);
});

test("a line without a rule asks until when, and takes nothing else", async () => {
  const { card, root, hass } = await shown({}, { lines: [...HOUSEHOLD, ...HARD] });
  card.openRecord(HARD.find(({ name }) => name === "Mamie"));
  await settle();
  await pressText(root, "Record");
  assert.deepEqual(sentOf(hass, "record_renewal"), []);
  assert.deepEqual(texts(root, "small.said"), ["Please fill this in."]);
  root.activeElement.value = "2026-12-29";
  await pressText(root, "Record");
  assert.equal(sentOf(hass, "record_renewal")[0].fields.service_until, "2026-12-29");
});

test("what cannot be is said below its field", async () => {
  const { card, root, hass } = await shown();
  card.openRecord(HOUSEHOLD[0]);
  const amount = root.querySelector("input[inputmode=decimal]");
  const day = root.querySelector("dialog input[type=date]");
  amount.value = "ten";
  day.value = "2026-11-30";
  await pressText(root, "Record");
  assert.deepEqual(texts(root, "small.said"), ["Not after today.", "This is not an amount."]);
  assert.equal(root.activeElement, day);
  assert.deepEqual(sentOf(hass, "record_renewal"), []);
});

test("a refusal names its field, and keeps what was typed", async () => {
  const { card, root, hass } = await shown();
  hass.connection.answers = {
    record_renewal: () => {
      throw { code: "invalid_format", message: "That day is too far back.", field: "date" };
    },
  };
  card.openRecord(HOUSEHOLD[0]);
  const amount = root.querySelector("input[inputmode=decimal]");
  amount.value = "12,50";
  await pressText(root, "Record");
  assert.deepEqual(texts(root, "small.said"), ["That day is too far back."]);
  hass.connection.answers = {
    record_renewal: () => {
      throw { code: "invalid_format", message: "date: this is in the future.", field: "date" };
    },
  };
  await pressText(root, "Record");
  assert.deepEqual(texts(root, "small.said"), ["This is in the future."]);
  assert.equal(amount.value, "12,50");
  hass.connection.answers = {
    record_renewal: () => {
      throw { code: "home_assistant_error", message: "The disk is full." };
    },
  };
  await pressText(root, "Record");
  assert.deepEqual(texts(root, "p.said"), ["The disk is full."]);
});

test("the same deed adds nothing, unless it was a second one", async () => {
  const { card, root, hass } = await shown();
  hass.connection.answers = {
    record_renewal: ({ fields: data }) => ({
      outcome: data.in_addition ? "moved" : "same_deed", payer: "Anna", currency: "EUR", charged_amount: 10, renewal_id: "old",
      recorded_at: new Date().toISOString(), before: {}, after: { service_until: "2027-01-01", number_until: null },
    }),
  };
  card.openRecord(HOUSEHOLD[0]);
  await pressText(root, "Record");
  assert.deepEqual(texts(root, ".eff[role=alert]"), ["Anna recorded €10 this minute, until January 1, 2027. Nothing was added."]);
  await pressText(root, "It was a second top-up");
  assert.deepEqual(texts(root, "dialog h2"), ["Papa is renewed"]);
});

test("nothing of ours is called as an action, which would be recorded with all it says", async () => {
  const { card, root, hass } = await shown();
  card.openRecord(HOUSEHOLD[0]);
  await pressText(root, "Record");
  await pressText(root, "Undo");
  await press(root, `${row("Papa")} [data-deed=later]`);
  assert.ok(sentOf(hass, "record_renewal").length && sentOf(hass, "snooze").length);
  assert.deepEqual(hass.sent.filter(({ type, domain }) => type === "call_service" && domain !== "button"), []);
});

test("later is tomorrow, or what the menu says", async () => {
  const { card, root, hass } = await shown();
  await press(root, `${row("Papa")} [data-deed=later]`);
  card.openLine("Papa");
  await press(root, "dialog [data-deed=menu]");
  await pressText(root, "Later: in 3 days");
  await pressText(root, "Later: in 7 days");
  assert.deepEqual(sentOf(hass, "snooze").map(({ fields: { days } }) => days), [1, 3, 7]);
});

test("a button is busy until its deed is done, and says why it failed", async () => {
  const { root, hass } = await shown();
  let refuse;
  hass.connection.answers = { snooze: () => new Promise((_, reject) => (refuse = reject)) };
  const later = root.querySelector(`${row("Papa")} [data-deed=later]`);
  later.click();
  later.click();
  await settle();
  assert.equal(later.getAttribute("aria-busy"), "true");
  assert.equal(sentOf(hass, "snooze").length, 1);
  refuse({ message: "No." });
  await settle();
  assert.equal(later.getAttribute("aria-busy"), null);
  assert.deepEqual(texts(root, ".strip .said"), ["No."]);
});

test("a question is answered where it stands", async () => {
  const { card, root, hass } = await shown();
  hass.connection.answers = { "sim_renewal/verify_renewal": () => ({}) };
  await press(root, `${row("Maman")} [data-deed=missing]`);
  card.openAmount(HOUSEHOLD[1], HOUSEHOLD[1].question);
  root.activeElement.value = "18";
  await pressText(root, "Save");
  assert.deepEqual(sentOf(hass, "sim_renewal/verify_renewal").map(({ renewal_id: id, verdict, amount }) => [id, verdict, amount]), [["r1", "missing", undefined], ["r1", "wrong_charge", 18]]);
});

test("a new balance sends only what was typed", async () => {
  const { card, root, hass } = await shown();
  card.openBalance(HOUSEHOLD[0]);
  await pressText(root, "Save");
  assert.deepEqual(texts(root, "small.said"), ["Please fill this in."]);
  root.activeElement.value = "2,5";
  await pressText(root, "Save");
  assert.deepEqual(sentOf(hass, "update_balance")[0].fields, { data: 2.5 });
  assert.equal(root.querySelector("dialog"), null);
});

test("corrected dates send only what is another day", async () => {
  const { card, root, hass } = await shown();
  card.openDates(HOUSEHOLD[0]);
  root.querySelectorAll("dialog input[type=date]")[1].value = "2027-05-01";
  await pressText(root, "Save");
  assert.deepEqual(sentOf(hass, "set_validity")[0].fields, { number_until: "2027-05-01" });
});

test("the ledger has years with their sums, without what was undone", async () => {
  const { card, root } = await shown();
  await card.openLedger(HOUSEHOLD[1]);
  assert.deepEqual(texts(root, ".yr"), ["2026€59.50 spent", "2025€15 spent"]);
  assert.deepEqual(texts(root, ".led .d"), ["November 27", "November 23", "October 24", "September 24", "December 29"]);
  assert.deepEqual(texts(root, "li.un p"), ["September 24", "Shop · Anna", "undone"]);
});

test("a renewal is corrected and undone in the ledger", async () => {
  const { card, root, hass } = await shown();
  await card.openLedger(HOUSEHOLD[1]);
  await press(root, ".led [data-deed=menu]");
  await pressText(root, "Correct");
  root.querySelector("input[inputmode=decimal]").value = "18.50";
  await pressText(root, "Save");
  assert.deepEqual(sentOf(hass, "edit_renewal")[0].fields, { renewal_id: "r1", amount: 18.5 });
  await press(root, ".led [data-deed=menu]");
  await pressText(root, "Undo");
  assert.deepEqual(sentOf(hass, "undo_renewal")[0].fields, { renewal_id: "r1" });
});

test("a renewal is moved to another line, and back", async () => {
  const { card, root, hass } = await shown({}, { lines: [...HOUSEHOLD, lineWith({ name: "Guest", line_id: "Guest", can: { write: false } })] });
  hass.connection.answers = {
    edit_renewal: ({ service_data: { move_to: to } }) => {
      if (to === "device-Oncle") throw { message: "move_to: not there", translation_placeholders: { field: "move_to" } };
      return { response: { outcome: "moved", advice: [], renewal_id: "r1", before: {}, after: { service_until: "2027-01-05", number_until: null } } };
    },
  };
  await card.openLedger(HOUSEHOLD[1]);
  await press(root, ".led [data-deed=menu]");
  await pressText(root, "Move to another line");
  const select = root.querySelector("dialog select");
  assert.deepEqual(texts(root, "dialog option"), ["Grand-mère", "Papa", "Tablet", "Oncle", "London", "Travel", "Visitors", "Alarm"]);
  select.value = "Oncle";
  await pressText(root, "Save");
  assert.deepEqual(texts(root, "small.said"), ["Not there"]);
  select.value = "Papa";
  await pressText(root, "Save");
  assert.deepEqual(texts(root, "dialog h2"), ["Moved to Papa"]);
  assert.deepEqual(texts(root, ".eff p"), ["Service until January 5, 2027."]);
  await pressText(root, "Undo");
  assert.deepEqual(texts(root, ".eff p"), ["Undone. The dates are as before."]);
  assert.deepEqual(sentOf(hass, "edit_renewal").slice(1).map(({ target, service_data: data }) => [target.device_id, data]), [
    ["device-Maman", { renewal_id: "r1", move_to: "device-Papa" }],
    ["device-Papa", { renewal_id: "r1", move_to: "device-Maman" }],
  ]);
});

test("where there is no other line to write to, nothing is moved", async () => {
  const { card, root } = await shown({}, { lines: [HOUSEHOLD[1]] });
  await card.openLedger(HOUSEHOLD[1]);
  await press(root, ".led [data-deed=menu]");
  assert.deepEqual(texts(root, ".menu button"), ["Correct", "Add receipt", "Undo"]);
});

test("what was undone can be restored", async () => {
  const { card, root, hass } = await shown();
  await card.openLedger(HOUSEHOLD[1]);
  await press(root, "li.un [data-deed=menu]");
  assert.deepEqual(texts(root, "li.un .menu button"), ["Restore"]);
  await pressText(root, "Restore");
  assert.deepEqual(sentOf(hass, "restore_renewal")[0].fields, { renewal_id: "r4" });
});

test("what has no limit is typed as the word for it", async () => {
  const { card, root, hass } = await shown();
  card.openBalance(HOUSEHOLD[0]);
  const [, calls, sms] = root.querySelectorAll("dialog input");
  assert.equal(calls.getAttribute("placeholder"), "Unlimited");
  sms.value = "unlimited";
  await pressText(root, "Save");
  assert.deepEqual(sentOf(hass, "update_balance")[0].fields, { sms: "unlimited" });
});

test("a move to another carrier, and advice on what is typed, are said", async () => {
  const { card, root, hass } = await shown({}, { lines: [lineWith({ name: "Papa", moved_on: TODAY })] });
  hass.connection.answers = {
    "sim_renewal/preview_renewal": () => ({ outcome: "same_deed", before: {}, after: {}, text: "Anna has recorded this already.", advice: ["Check the seller."] }),
  };
  card.openLine("Papa");
  assert.deepEqual(texts(root, ".chip"), ["Number being moved"]);
  card.openRecord(card.lines.lines.get("Papa"));
  await settle();
  assert.deepEqual(texts(root, ".eff p"), ["Anna has recorded this already.", "Check the seller."]);
  assert.deepEqual(texts(root, ".eff label"), ["Count it in addition"]);
});

test("what moves no date is not called renewed", async () => {
  const { card, root, hass } = await shown();
  hass.connection.answers = {
    record_renewal: () => ({ outcome: "unchanged", advice: ["No date has changed."], renewal_id: "new", before: {}, after: { service_until: "2026-12-11", number_until: null } }),
  };
  card.openRecord(HOUSEHOLD[0]);
  await pressText(root, "Record");
  assert.deepEqual(texts(root, "dialog h2"), ["Papa: noted"]);
});

test("a second one of a day that is asked about can be counted in addition", async () => {
  const { card, root, hass } = await shown();
  hass.connection.answers = {
    "sim_renewal/preview_renewal": () => ({ outcome: "unchanged", before: {}, after: {}, text: "Kept in the list.", is_asked: true }),
  };
  card.openRecord(HOUSEHOLD[0]);
  await settle();
  assert.deepEqual(texts(root, ".eff label"), ["Count it in addition"]);
});

test("an open sheet follows its line, and closes when that is gone", async () => {
  const { card, root, hass } = await shown();
  card.openLine("Papa");
  hass.send({ kind: "changes", today: TODAY, lines: [{ ...HOUSEHOLD[0], is_due: false, status: "active", service_until: "2027-01-01" }], removed: [] });
  assert.deepEqual(texts(root, "dialog .lead"), ["33 daysWorks until January 1, 2027."]);
  hass.send({ kind: "changes", today: TODAY, lines: [], removed: ["Papa"] });
  assert.equal(root.querySelector("dialog"), null);
});

test("a form is not touched by a change of its line", async () => {
  const { card, root, hass } = await shown();
  card.openRecord(HOUSEHOLD[0]);
  const form = root.querySelector("form");
  hass.send({ kind: "changes", today: TODAY, lines: [{ ...HOUSEHOLD[0], carrier: "SFR" }], removed: [] });
  assert.equal(root.querySelector("form"), form);
});

test("only links that open something are offered", async () => {
  const lines = [lineWith({ name: "bad", open: { kind: "website", link: "javascript:alert(1)" } }), lineWith({ name: "code", open: { kind: "code", link: "tel:*123%23" } })];
  assert.equal((await shown({ view: "line", device: "device-bad" }, { lines })).root.querySelector("a"), null);
  assert.equal((await shown({ view: "line", device: "device-code" }, { lines })).root.querySelector("a").getAttribute("href"), "tel:*123%23");
});

test("a line that is not there is said", async () => {
  const { root } = await shown({ view: "line", device: "elsewhere" });
  assert.deepEqual(texts(root, "p"), ["This line is not here, or you may not see it."]);
});

test("a row opens its view in our own dashboard", async () => {
  const { root } = await shown({ opens_view: true });
  await press(root, `${row("Papa")} [data-deed=open]`);
  assert.equal(location.pathname, "/sim-lines/line-Papa");
  assert.equal(root.querySelector("dialog"), null);
});

test("the costs have sums, months and lines", async () => {
  const { root } = await shown({ view: "costs" });
  assert.deepEqual(texts(root, ".sums b"), ["€24", "€139.50"]);
  assert.equal(root.querySelectorAll(".months i").length, 12);
  assert.match(root.querySelector(".months").getAttribute("aria-label"), /^Spent by month: December 2025 –, January 2026 €34, .* November 2026 €44$/);
  assert.equal(root.querySelectorAll(".facts dt").length, HOUSEHOLD.length);
  assert.deepEqual(texts(root, ".facts .m"), ["€10 since Oct 2 · €8 since Feb 4"]);
});

test("who paid stands beside a cost, not in its place", async () => {
  const paid = { date: TODAY, amount: null, currency: "EUR", payer: "Anna" };
  const price = { amount: 10, currency: "EUR", per_month: 10.15 };
  const { root } = await shown({ view: "costs" }, {
    lines: [lineWith({ name: "A", line_id: "A", last_renewal: paid, price: { ...price, per_month: null } }), lineWith({ name: "B", line_id: "B", last_renewal: paid, price })],
  });
  assert.deepEqual(texts(root, ".facts dd"), ["–", "€10.15 a month · Anna"]);
});

test("a sum that is not there says why", async () => {
  const sums = async (household) => texts((await shown({ view: "costs" }, { household })).root, ".sums div");
  assert.deepEqual(await sums({ monthly_cost: {}, spent_this_year: {} }), [
    "–a monthNo line that works has a price and a term.", "–this yearNo renewal recorded this year.",
  ]);
  assert.deepEqual(await sums({ monthly_cost: { EUR: 24 }, spent_this_year: { EUR: null, GBP: 10 } }), [
    "€24a month", "£10this yearEUR: not every amount is known.",
  ]);
});

test("text from outside stays text", async () => {
  const name = "<img src=x onerror=alert(1)>";
  const { root } = await shown({}, { lines: [lineWith({ name, line_id: "x" })] });
  assert.deepEqual(texts(root, ".nm"), [name]);
  assert.equal(root.querySelector("img"), null);
});

test("the badge and the thread show the line of their device or entity", async () => {
  const { root } = await shown({ device: "device-Papa" }, {}, "sim-renewal-badge");
  assert.deepEqual(texts(root, "button"), ["Papa · 3 days"]);
  const { card, hass, root: tile } = await shown({ device: "device-Papa" }, {}, "sim-renewal-thread");
  assert.ok(tile.querySelector("svg"));
  const before = count();
  card.hass = { ...hass, states: {} };
  assert.equal(count(), before);
});

test("a feature takes the line of its tile's entity", async () => {
  const { card, hass, root } = await shown({}, {}, "sim-renewal-thread");
  hass.entities = { "sensor.papa": { platform: "sim_renewal", device_id: "device-Papa" }, "light.kitchen": { platform: "hue", device_id: "d" } };
  card.hass = hass;
  card.context = { entity_id: "light.kitchen" };
  assert.equal(root.querySelector("svg"), null);
  card.context = { entity_id: "sensor.papa" };
  assert.equal(root.querySelectorAll(".warn").length, 1);
});

test("an answer that comes late does not take the place of a newer one", async () => {
  const { card, root, hass } = await shown();
  const answers = [];
  hass.connection.answers = { "sim_renewal/preview_renewal": () => new Promise((resolve) => answers.push(resolve)) };
  card.openRecord(HOUSEHOLD[0]);
  const day = root.querySelector("dialog input[type=date]");
  day.value = "2026-11-28";
  day.dispatchEvent({ type: "input" });
  tick(300);
  const until = (end) => ({ outcome: "moved", before: { service_until: "2026-12-02" }, after: { service_until: end } });
  answers[1](until("2027-01-02"));
  await settle();
  answers[0](until("2027-01-01"));
  await settle();
  assert.deepEqual(texts(root, ".eff b"), ["January 2, 2027"]);
});

test("a receipt goes with the renewal, unless it is too large or no receipt", async () => {
  const { card, root, hass } = await shown();
  globalThis.FormData = class {
    append() {}
  };
  hass.fetchWithAuth = async () => ({ ok: true, json: async () => ({ file_id: "file" }) });
  card.hass = hass;
  card.openRecord(HOUSEHOLD[0]);
  const input = root.querySelectorAll("dialog input[type=file]")[1];
  const choose = (file) => {
    input.files = [file];
    input.dispatchEvent({ type: "change" });
  };
  choose({ name: "a.pdf", type: "application/pdf", size: 11 * 1024 * 1024 });
  assert.deepEqual(texts(root, "small.said"), ["The file is larger than 10 MB."]);
  choose({ name: "a.txt", type: "text/plain", size: 10 });
  assert.deepEqual(texts(root, "small.said"), ["Only a PDF or a picture."]);
  choose({ name: "a.pdf", type: "application/pdf", size: 10 });
  assert.deepEqual(texts(root, "small.said"), []);
  await pressText(root, "Record");
  assert.equal(sentOf(hass, "record_renewal")[0].fields.receipt_file, "file");
});

test("Home Assistant is told of the card, the badge, the feature and the dashboard", () => {
  const { customCards, customBadges, customCardFeatures, customStrategies } = window;
  assert.deepEqual([customCards, customBadges, customCardFeatures, customStrategies].map((list) => list.map(({ type }) => type)), [["sim-renewal-card"], ["sim-renewal-badge"], ["sim-renewal-thread"], ["sim-renewal"]]);
  const ours = (device_id, translation_key) => ({ platform: "sim_renewal", device_id, translation_key });
  const hass = {
    entities: {
      "sensor.ours": ours("d", "status"), "sensor.until": ours("d", "service_until"), "sensor.due": ours("house", "lines_due"),
      "sensor.test": ours("anna", "last_test"), "light.other": { platform: "hue", device_id: "e" },
    },
  };
  assert.deepEqual(customCards[0].getEntitySuggestion(hass, "sensor.ours").config, { type: "custom:sim-renewal-card", view: "line", device: "d" });
  assert.deepEqual(customCards[0].getEntitySuggestion(hass, "sensor.due").config, { type: "custom:sim-renewal-card" });
  assert.deepEqual(["light.other", "sensor.test", "sensor.none"].map((id) => customBadges[0].getEntitySuggestion(hass, id)), [null, null, null]);
  assert.equal(customCardFeatures[0].isSupported(hass, { entity_id: "sensor.ours" }), true);
});

test("the dashboard has a view for each line, and follows what there is", async () => {
  const Strategy = customElements.get("ll-strategy-dashboard-sim-renewal");
  const hass = fakeHass({ words: EN, lines: [...HOUSEHOLD, HARD[2]] });
  const { views } = await Strategy.generate({}, hass);
  assert.deepEqual(views.map(({ path }) => path).filter((path) => !path.startsWith("line-")), ["home", "calendar", "costs"]);
  assert.equal(views.filter(({ subview }) => subview).length, HOUSEHOLD.length + 1);
  const kinds = (view) => view.sections.flatMap(({ cards: all }) => all.map(({ type }) => type));
  assert.deepEqual(kinds(views[0]), ["custom:sim-renewal-card", "markdown", "heading", "todo-list", "heading", "calendar", "heading", "tile", "tile"]);
  assert.deepEqual(kinds(views.find(({ path }) => path === "line-Papa")), ["custom:sim-renewal-card", "heading", "statistics-graph", "logbook"]);
  hass.connection.answers = { "recorder/statistics_during_period": () => ({ "sensor.papa_credit": [{ mean: 4 }] }) };
  const young = await Strategy.generate({}, hass);
  assert.deepEqual(kinds(young.views.find(({ path }) => path === "line-Papa")), ["custom:sim-renewal-card", "heading", "logbook"]);
  const bare = await Strategy.generate({}, fakeHass({ words: EN, household: { entities: {} } }));
  assert.deepEqual(bare.views.map(({ path }) => path), ["home", "costs"]);
  const asked = lineWith({ name: "Travel", line_id: "Travel", question: { kind: "date" } });
  const dated = await Strategy.generate({}, fakeHass({ words: EN, lines: [asked] }));
  assert.doesNotMatch(JSON.stringify(dated.views[0]), /without an end date/);
});

test("the editor offers what the card takes, in the words of the lines", async () => {
  await shown();
  const Card = customElements.get("sim-renewal-card");
  const { schema, computeLabel } = Card.getConfigForm();
  assert.deepEqual(schema.map(({ name }) => name), ["title", "view", "device", "limit", "density"]);
  assert.equal(computeLabel({ name: "limit" }), "At most this many lines");
  assert.deepEqual(schema[1].selector.select.options.map(({ label }) => label), ["The household", "One line", "Costs"]);
  Card.prototype.setConfig.call(document.createElement("sim-renewal-card"), Card.getStubConfig());
});

test("the facts of a line are its price, last renewal, source and user", async () => {
  const { root } = await shown({ view: "line", device: "device-Papa" });
  assert.deepEqual(texts(root, ".facts dd"), ["€10, about €10 a month", "November 2 · €10 · Anna", "Typed in by Anna, 2 days ago"]);
});
