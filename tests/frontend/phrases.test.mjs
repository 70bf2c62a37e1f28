import assert from "node:assert/strict";
import { test } from "node:test";

import { level } from "../../custom_components/sim_renewal/frontend/model.js";
import { alert, balance, figure, lead, question, sentence, source } from "../../custom_components/sim_renewal/frontend/phrases.js";
import { TODAY, lineWith, localeOf, wordsOf } from "./household.mjs";

const EN = localeOf("en");
const FR = localeOf("fr");
const ZH = localeOf("zh-Hans");
const NOW = Date.parse("2026-11-29T12:00:00Z");
/** Blanks that do not break, and joiners, as plain ones. */
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u2060", "");

test("a day has its weekday within a week, and its year in another year", () => {
  const days = ["2026-11-29", "2026-12-02", "2026-12-06", "2026-10-20", "2027-01-01"];
  assert.deepEqual(days.map((day) => plain(EN.day(day))), ["Sunday, November 29", "Wednesday, December 2", "December 6", "October 20", "January 1, 2027"]);
  assert.deepEqual(days.map((day) => plain(FR.day(day))), ["dimanche 29 novembre", "mercredi 2 décembre", "6 décembre", "20 octobre", "1er janvier 2027"]);
  assert.deepEqual(days.map((day) => plain(ZH.day(day))), ["11月29日星期日", "12月2日星期三", "12月6日", "10月20日", "2027年1月1日"]);
  assert.equal(plain(ZH.day("2025-12-29", { hasYear: false })), "12月29日");
  assert.equal(plain(localeOf("fr", { today: "2026-11-30" }).day("2026-12-01")), "mardi 1er décembre");
  assert.equal(plain(localeOf("ar", { numberFormat: "comma_decimal" }).day("2026-12-06")), "6 ديسمبر");
  assert.equal(plain(EN.day("2026-12-02", { isShort: true })), "Dec 2");
});

test("only the blank after a weekday may break", () => {
  assert.equal(FR.day("2026-12-02"), "mercredi 2\u00a0décembre");
  assert.equal(ZH.day("2026-12-06"), "12\u2060月\u20606\u2060日");
});

test("the digits are those of the reader's number format", () => {
  assert.equal(plain(localeOf("en", { numberFormat: "decimal_comma" }).money(1234.5, "EUR")), "€1.234,50");
  assert.equal(plain(localeOf("en", { numberFormat: "none" }).number(1234.5)), "1234.5");
  assert.equal(plain(localeOf("ar", { numberFormat: "comma_decimal" }).count(38, "day").text), "38 يومًا");
  assert.equal(plain(FR.money(19.5, "EUR")), "19,50 €");
  assert.equal(EN.money(20, "EUR"), "€20");
  assert.equal(plain(EN.money(3, "???")), "3 ???");
});

test("a day at home is that of its time zone", () => {
  assert.equal(localeOf("en", { timeZone: "Pacific/Auckland" }).dayOf("2026-11-29T20:00:00Z"), "2026-11-30");
  assert.equal(EN.dayOf("2026-11-29T22:59:00Z"), "2026-11-29");
});

test("what is typed is taken with both decimal signs", () => {
  assert.deepEqual(["€19.50", "19,50 €", "1,234.50", "1.234,5", "1,234", "", "abc", "-3", "12"].map((typed) => EN.parse(typed)), [19.5, 19.5, 1234.5, 1234.5, 1234, null, null, -3, 12]);
  assert.deepEqual(["1.234", "1,234"].map((typed) => localeOf("de").parse(typed)), [1234, 1.234]);
});

const figureOf = (given, locale = EN) => figure(level(lineWith(given), TODAY), locale)?.text;
test("the figure is a word, a near day, days, or years", () => {
  assert.equal(figureOf({ service_until: TODAY }), "Today");
  assert.equal(figureOf({ service_until: "2026-11-30" }, FR), "Demain");
  assert.equal(figureOf({ service_until: "2026-11-30" }, ZH), "明天");
  assert.equal(plain(figureOf({ service_until: "2026-12-01" })), "2 days");
  assert.equal(plain(figureOf({ service_until: "2026-12-02" }, FR)), "3 jours");
  assert.equal(figureOf({ service_until: "2026-12-02" }, ZH), "3天");
  assert.equal(plain(figureOf({ service_until: "2028-11-27" })), "729 days");
  assert.equal(plain(figureOf({ service_until: "2028-11-28" })), "1 year");
  assert.equal(plain(figureOf({ service_until: "2032-05-21" })), "5 years");
  assert.equal(figureOf({ status: "suspended" }, FR), "En pause");
  assert.equal(figureOf({ service_until: null, is_endless: true }), undefined);
  assert.deepEqual(figure(level(lineWith(), TODAY), EN), { number: "38", unit: "days", text: "38 days" });
});

const said = (given, locale = EN) => {
  const line = lineWith(given);
  return plain(sentence(line, level(line, TODAY), locale));
};
const GRACE = { status: "grace", service_until: "2026-10-20", number_until: "2027-06-20" };
const SENTENCES = {
  runs: [{ service_until: "2026-12-02" }, "Orange · until Wednesday, December 2", "Orange · jusqu’au mercredi 2 décembre", "Orange · 有效期至12月2日星期三"],
  "by use": [{ is_by_use: true }, "Orange · use it by January 6, 2027", "Orange · à utiliser avant le 6 janvier 2027", "Orange · 请在2027年1月6日前使用一次"],
  automatic: [{ is_automatic: true, service_until: "2026-12-11" }, "Orange · renews itself on December 11", "Orange · se renouvelle le 11 décembre", "Orange · 12月11日自动续费"],
  "not started": [{ status: "not_started" }, "Orange · starts with its first use", "Orange · commence à la première utilisation", "Orange · 首次使用后开始"],
  stopped: [GRACE, "No service since October 21 · number kept until June 20, 2027", "Coupée depuis le 21 octobre · numéro conservé jusqu’au 20 juin 2027", "10月21日起已停机 · 号码保留至2027年6月20日"],
  "calls in only": [{ ...GRACE, receives_until: "2027-01-20" }, "No calls out, no data since October 21 · calls come in until January 20, 2027", "Ni appels sortants ni données depuis le 21 octobre · appels reçus jusqu’au 20 janvier 2027", "10月21日起不能拨打和上网 · 来电可接听至2027年1月20日"],
  lost: [{ ...GRACE, status: "lost", number_until: "2026-11-01" }, "Orange · number lost on November 1", "Orange · numéro perdu le 1er novembre", "Orange · 号码已于11月1日失效"],
  "no date": [{ service_until: null }, "Orange · nobody said until when", "Orange · date de fin inconnue", "Orange · 不知道有效期"],
  "asked until when": [{ question: { kind: "date" } }, "Orange · until January 6, 2027", "Orange · jusqu’au 6 janvier 2027", "Orange · 有效期至2027年1月6日"],
  unavailable: [{ is_available: false, service_until: "2027-05-01" }, "Not available · last known: until May 1, 2027", "Indisponible · dernière date connue : 1er mai 2027", "不可用 · 最后得知：有效期至2027年5月1日"],
  snoozed: [{ is_due: true, service_until: "2026-12-02", snoozed_on: "2026-12-01" }, "Orange · until Wednesday, December 2 · later: Tuesday, December 1", "Orange · jusqu’au mercredi 2 décembre · rappel le mardi 1er décembre", "Orange · 有效期至12月2日星期三 · 12月1日星期二再提醒"],
  "no carrier": [{ carrier: null }, "until January 6, 2027", "jusqu’au 6 janvier 2027", "有效期至2027年1月6日"],
  endless: [{ service_until: null, is_endless: true }, "Orange · no end date", "Orange · sans date de fin", "Orange · 长期有效"],
};
for (const [name, [given, en, fr, zh]] of Object.entries(SENTENCES)) {
  test(`sentence: ${name}`, () => assert.deepEqual([EN, FR, ZH].map((locale) => said(given, locale)), [en, fr, zh]));
}

test("the line card says it without the carrier", () => {
  const leads = [GRACE, { is_by_use: true }, { service_until: null }].map((given) => plain(lead(lineWith(given), level(lineWith(given), TODAY), EN)));
  assert.deepEqual(leads, ["No calls, no data since October 21. Renew to use it again.", "Use it by January 6, 2027 to keep it.", "Nobody said until when"]);
});

test("a question names the amount where it is known", () => {
  const asked = { kind: "landed", renewal_id: "1", amount: 19.5, currency: "EUR", date: "2026-11-27" };
  assert.equal(plain(question(lineWith({ question: asked }), EN)), "Did €19.50 of November 27 go through?");
  assert.equal(plain(question(lineWith({ question: { ...asked, amount: null } }), ZH)), "11月27日的续费到账了吗？");
  assert.equal(question(lineWith({ question: { kind: "doubt", text: "Which of both?" } }), EN), "Which of both?");
  const until = { question: { kind: "date" } };
  assert.equal(question(lineWith(until), EN), "Until when does it work now?");
  assert.equal(question(lineWith({ ...until, service_until: null }), EN), "Nobody said until when");
  assert.equal(question(lineWith(), EN), "");
});

test("an alert says what is left, or how long nothing was heard", () => {
  const data = { bucket: "data", value: 0.12, unit: "GB", allowance: 1, is_known: true };
  assert.equal(plain(alert(lineWith({ alerts: ["data_low"], buckets: [{ ...data, runs_out: "2026-12-05" }] }), FR)), "Reste 120 Mo, épuisé vers le samedi 5 décembre");
  assert.equal(plain(alert(lineWith({ alerts: ["data_low"], buckets: [data] }), EN)), "120 MB of data left");
  assert.equal(alert(lineWith({ alerts: ["data_low"] }), EN), "Data is running low");
  assert.equal(plain(alert(lineWith({ alerts: ["source_stale"], source: { kind: "rest", silent_since: "2026-11-20T08:00:00Z" } }), EN)), "No news from its source since November 20");
});

test("a balance says what is left, or that nobody knows", () => {
  const data = { bucket: "data", value: 1.5, unit: "GB", allowance: 10, is_known: true, mark: 3 };
  const told = balance({ ...data, runs_out: "2026-11-30", runs_out_early_days: 2 }, EN);
  assert.deepEqual([plain(told.text), plain(told.note)], ["1.5 GB of 10 GB left", "At this pace until Monday, November 30, 2 days too early · │ enough until then"]);
  assert.equal(balance(data, EN).note, "Enough at this pace");
  assert.equal(balance({ ...data, mark: null, is_low: true }, EN).note, "Running low");
  assert.equal(balance({ bucket: "sms", value: null, unit: "SMS", is_known: false }, ZH).text, "未知");
  assert.equal(plain(balance({ bucket: "credit", value: 0, unit: "EUR", is_known: true }, EN).text), "€0");
  assert.equal(balance({ ...data, is_old: true, measured_at: "2026-11-17T08:00:00Z" }, EN).age, "12 days ago");
});

test("the source says who and when", () => {
  assert.equal(source(lineWith(), EN), "Typed in by Anna, 2 days ago");
  assert.equal(source(lineWith({ source: { kind: "message", updated_at: "2026-11-29T11:30:00Z" } }), FR), "SMS de l’opérateur, aujourd’hui");
  assert.equal(source(lineWith({ source: { kind: "account", name: "1NCE", updated_at: null } }), ZH), "1NCE");
  assert.equal(source(lineWith({ source: null }), EN), "");
});

test("what happened a moment ago is told to the minute", () => {
  const ago = (moment) => EN.ago(moment, NOW);
  assert.deepEqual(
    ["2026-11-29T11:58:00Z", "2026-11-29T09:00:00Z", "2026-11-27T09:00:00Z", "2026-11-29T12:05:00Z"].map(ago),
    ["2 minutes ago", "3 hours ago", "2 days ago", "this minute"],
  );
});

test("every language has the same words", () => {
  const keys = (language) => Object.keys(wordsOf(language)).sort();
  assert.deepEqual(keys("fr"), keys("en"));
  assert.deepEqual(keys("zh-Hans"), keys("en"));
});
