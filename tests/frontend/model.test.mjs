import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, daysBetween, flags, level, order, position, tally, thread } from "../../custom_components/sim_renewal/frontend/model.js";
import { TODAY, lineWith, localeOf } from "./household.mjs";

const STOPPED = { status: "grace", service_until: "2026-10-20", number_until: "2027-06-20" };
const DUE = { status: "due", is_due: true, service_until: "2026-12-02" };
const looks = (given) => {
  const { rank, colour, shape, fill, glyph, word, strip, thread } = level(lineWith(given), TODAY);
  return [rank, shape, fill, glyph, colour, word, strip, thread];
};

/** The table of the design, a row each: what is given, and what it looks like. */
const TABLE = {
  "a number that is lost": [{ ...STOPPED, status: "lost", number_until: "2026-11-01" }, [0, "octagon", "filled", "cross", "danger", "lost", null, "danger"]],
  "a number that ends today": [{ ...STOPPED, number_until: TODAY }, [0, "octagon", "filled", "bar", "danger", "stopped", "renew", "danger"]],
  "a number that ends tomorrow, though snoozed": [{ ...STOPPED, number_until: "2026-11-30", snoozed_on: "2026-12-01" }, [0, "octagon", "filled", "bar", "danger", "stopped", "renew", "danger"]],
  "service that ends today": [{ ...DUE, service_until: TODAY }, [1, "triangle", "filled", "exclamation", "danger", null, "renew", "danger"]],
  "service that ends tomorrow": [{ service_until: "2026-11-30" }, [1, "triangle", "filled", "exclamation", "danger", null, "renew", "danger"]],
  "an automatic renewal tomorrow": [{ service_until: "2026-11-30", is_automatic: true }, [5, "circle", "none", "loop", "idle", null, null, "ok"]],
  "stopped, number kept": [STOPPED, [2, "octagon", "filled", "bar", "danger", "stopped", "renew", "danger"]],
  "stopped, nothing known of the number": [{ ...STOPPED, status: "expired", number_until: null }, [2, "octagon", "filled", "bar", "danger", "stopped", "renew", "danger"]],
  "stopped, can still be called": [{ ...STOPPED, receives_until: "2027-01-20" }, [2, "octagon", "outlined", "bar", "danger", "calls_in_only", "renew", "danger"]],
  "due": [DUE, [3, "triangle", "filled", "exclamation", "warn", null, "renew", "warn"]],
  "no end date": [{ status: "unknown", service_until: null, number_until: null }, [4, "square", "outlined", "question", "warn", "date_unknown", "date", "warn"]],
  "renewed, and nobody said until when": [{ question: { kind: "date" } }, [4, "square", "outlined", "question", "warn", "date_unknown", "date", "warn"]],
  "a question": [{ question: { kind: "landed", renewal_id: "1", amount: 10, currency: "EUR", date: TODAY } }, [4, "square", "outlined", "question", "ok", null, "question", "ok"]],
  "a doubt": [{ question: { kind: "doubt", text: "Which?" } }, [4, "square", "outlined", "question", "ok", null, "question", "ok"]],
  "data low": [{ alerts: ["data_low"] }, [4, "square", "outlined", "down", "warn", null, "sentence", "ok"]],
  "data that runs out early": [{ alerts: ["data_runs_out_early"], is_automatic: true }, [4, "square", "outlined", "down", "warn", null, "sentence", "ok"]],
  "a silent source": [{ alerts: ["source_stale"] }, [4, "square", "outlined", "broken", "warn", null, "sentence", "ok"]],
  "not available": [{ ...DUE, is_available: false }, [4, "circle", "dashed", "question", "idle", null, null, "idle"]],
  "due and snoozed": [{ ...DUE, snoozed_on: "2026-12-01" }, [5, "triangle", "dashed", "exclamation", "warn", null, null, "warn"]],
  "stopped and snoozed": [{ ...STOPPED, snoozed_on: "2026-12-01" }, [5, "octagon", "dashed", "bar", "danger", "stopped", null, "danger"]],
  "snoozed until yesterday": [{ ...DUE, snoozed_on: "2026-11-28" }, [3, "triangle", "filled", "exclamation", "warn", null, "renew", "warn"]],
  "fine": [{}, [5, "circle", "none", "tick", "idle", null, null, "ok"]],
  "without an end": [{ service_until: null, number_until: null, is_endless: true }, [5, "circle", "none", "tick", "idle", null, null, "ok"]],
  "not started": [{ status: "not_started", service_until: null, number_until: null }, [6, "circle", "dashed", "play", "idle", "not_started", null, "idle"]],
  "suspended": [{ status: "suspended", standing: "suspended" }, [7, "circle", "none", "pause", "idle", "paused", null, "idle"]],
};
for (const [name, [given, expected]] of Object.entries(TABLE)) {
  test(`level: ${name}`, () => assert.deepEqual(looks(given), expected));
}

test("only what is fine has the ink of the text", () => {
  assert.equal(level(lineWith(), TODAY).ink, "");
  assert.equal(level(lineWith({ alerts: ["data_low"] }), TODAY).ink, "");
  assert.equal(level(lineWith(DUE), TODAY).ink, "warn");
});

test("the axis gives the next week room", () => {
  const rounded = [-1, 0, 3, 7, 30, 91, 365, 4000].map((days) => Math.round(position(days)));
  assert.deepEqual(rounded, [0, 0, 9, 17, 42, 66, 100, 100]);
});

test("days cross the change of the clocks and of the year", () => {
  assert.equal(daysBetween("2026-10-24", "2026-10-26"), 2);
  assert.equal(daysBetween("2026-12-31", "2027-01-01"), 1);
  assert.equal(daysBetween("2026-11-29", "2026-11-20"), -9);
});

test("lines stand in order of rank, of the date that counts now, and of name", () => {
  const lines = [
    lineWith({ name: "later", service_until: "2027-03-01" }),
    lineWith({ name: "École" }),
    lineWith({ name: "Zoe" }),
    lineWith({ name: "eagle" }),
    lineWith({ name: "endless", service_until: null, is_endless: true }),
    lineWith({ name: "dead", ...STOPPED, number_until: "2026-12-20" }),
    lineWith({ name: "stopped long ago", ...STOPPED, service_until: "2026-01-01" }),
    lineWith({ name: "due", ...DUE }),
    lineWith({ name: "archived", standing: "archived", status: "lost" }),
  ];
  const { compare } = { compare: (a, b) => localeOf("fr").compare(a, b) };
  assert.deepEqual(
    order(lines, { today: TODAY, compare }).map(({ name }) => name),
    ["dead", "stopped long ago", "due", "eagle", "École", "Zoe", "later", "endless"],
  );
});

test("the tally counts what wants a hand by shape and colour", () => {
  const lines = [
    lineWith({ name: "a", ...STOPPED }),
    lineWith({ name: "b", ...STOPPED, status: "lost" }),
    lineWith({ name: "c", ...DUE }),
    lineWith({ name: "d", ...DUE, snoozed_on: "2026-12-01" }),
    lineWith({ name: "e", is_available: false }),
    lineWith({ name: "f" }),
  ];
  assert.deepEqual(tally(lines, TODAY).map(({ level: its, count }) => [its.shape, its.colour, count]), [["octagon", "danger", 2], ["triangle", "warn", 1]]);
  assert.deepEqual(tally([lineWith()], TODAY), []);
});

const kinds = (given, gain) => {
  const { parts, marks } = thread(lineWith(given), TODAY, gain);
  return [parts.map(({ kind }) => kind).sort().join(" "), marks.map(({ kind }) => kind).join(" ")];
};
const THREADS = {
  "works, then is kept": [{}, ["kept works", "end"]],
  "both clocks end together": [{ number_until: "2027-01-06" }, ["works", "end"]],
  "nothing is known of the number": [{ number_until: null }, ["works", ""]],
  "can be called": [{ ...DUE, receives_until: "2027-03-02", number_until: "2027-04-28" }, ["kept receives works", "end"]],
  "stopped": [STOPPED, ["kept", "end"]],
  "lost": [{ ...STOPPED, status: "lost", number_until: "2026-11-01" }, ["", ""]],
  "beyond a year": [{ service_until: "2028-11-01", number_until: "2028-11-01" }, ["works", "arrow"]],
  "by use": [{ is_by_use: true, number_until: "2027-01-06" }, ["works", "ring"]],
  "automatic": [{ is_automatic: true, number_until: null }, ["pale works", "ring"]],
  "suspended": [{ status: "suspended" }, ["hollow", ""]],
  "not started": [{ status: "not_started", service_until: null }, ["dashes", ""]],
  "no date": [{ service_until: null, number_until: null }, ["dashes", ""]],
  "no end": [{ service_until: null, number_until: null, is_endless: true }, ["works", "arrow"]],
  "a reminder": [{ reminds_on: "2026-12-07" }, ["kept works", "end bell"]],
  "a reminder that is past": [{ reminds_on: "2026-11-07" }, ["kept works", "end"]],
};
for (const [name, [given, expected]] of Object.entries(THREADS)) {
  test(`thread: ${name}`, () => assert.deepEqual(kinds(given), expected));
}

test("the dots of a stopped line start right of today", () => {
  const { parts: [kept] } = thread(lineWith(STOPPED), TODAY);
  assert.equal(kept.kind, "kept");
  assert.equal(kept.from, 2.5);
});

test("a last day today still has something thick", () => {
  const { parts } = thread(lineWith({ service_until: TODAY, number_until: TODAY }), TODAY);
  assert.deepEqual(parts.map(({ kind }) => kind), ["works"]);
});

test("what a renewal gains begins where the service ends", () => {
  const { parts } = thread(lineWith({ ...DUE, reminds_on: "2026-12-01" }), TODAY, "2027-01-01");
  const gain = parts.find(({ kind }) => kind === "gain");
  assert.equal(gain.from, position(3));
  assert.equal(gain.to, position(33));
});

test("a service date too close to that of the number is left out", () => {
  assert.deepEqual(flags(lineWith({ service_until: "2027-03-01", number_until: "2027-04-01" }), TODAY).map(({ day }) => day), ["2027-04-01"]);
  assert.deepEqual(flags(lineWith({ service_until: "2026-12-02", number_until: "2027-04-28" }), TODAY).map(({ day }) => day), ["2026-12-02", "2027-04-28"]);
  assert.deepEqual(flags(lineWith({ number_until: "2027-01-06" }), TODAY).map(({ day }) => day), ["2027-01-06"]);
  assert.deepEqual(flags(lineWith(STOPPED), TODAY).map(({ day }) => day), ["2027-06-20"]);
});

const bucket = (given) => ({ bucket: "data", value: null, unit: "GB", is_known: true, ...given });
const BARS = {
  "part": [{ value: 1.5, allowance: 10, mark: 3 }, { state: "part", part: 0.15, mark: 0.3, isLow: false, isOld: false }],
  "more than the allowance": [{ value: 12, allowance: 10 }, { state: "part", part: 1, mark: null, isLow: false, isOld: false }],
  "plain": [{ value: 4.2 }, { state: "plain", part: null, mark: null, isLow: false, isOld: false }],
  "unlimited": [{ is_unlimited: true, is_low: true }, { state: "unlimited", part: null, mark: null, isLow: false, isOld: false }],
  "never told": [{ is_known: false, allowance: 10 }, { state: "unknown", part: null, mark: null, isLow: false, isOld: false }],
  "used up": [{ value: 0, allowance: 10, is_low: true }, { state: "used_up", part: 0, mark: null, isLow: true, isOld: false }],
  "no credit": [{ bucket: "credit", unit: "EUR", value: 0 }, { state: "plain", part: null, mark: null, isLow: false, isOld: false }],
  "low": [{ value: 1, allowance: 10, is_low: true }, { state: "part", part: 0.1, mark: null, isLow: true, isOld: false }],
  "too early": [{ value: 5, allowance: 10, runs_out: "2026-12-01", runs_out_early_days: 2 }, { state: "part", part: 0.5, mark: null, isLow: true, isOld: false }],
  "old": [{ value: 5, allowance: 10, is_old: true }, { state: "part", part: 0.5, mark: null, isLow: false, isOld: true }],
};
for (const [name, [given, expected]] of Object.entries(BARS)) {
  test(`bar: ${name}`, () => assert.deepEqual(bar(bucket(given)), expected));
}
