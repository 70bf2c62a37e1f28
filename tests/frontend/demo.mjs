/** The lines of the pictures: the household of the design, and hard cases. */

import { lineWith } from "./lines.mjs";

const at = (day) => `${day}T08:00:00+00:00`;
const remind = (day) => ({ at: at(day), to: ["Anna"] });
const bucket = (name, value, unit, given = {}) => ({
  bucket: name, value, unit, allowance: null, is_unlimited: false, is_known: value !== null, measured_at: at("2026-11-27"),
  is_low: false, is_old: false, runs_out: null, runs_out_early_days: null, mark: null, entity_id: null, ...given,
});
const endless = (name, unit) => bucket(name, null, unit, { is_unlimited: true, is_known: true });

export const HOUSEHOLD = [
  lineWith({
    name: "Papa", status: "due", is_due: true, service_until: "2026-12-02", receives_until: "2027-03-02", number_until: "2027-04-28",
    next_reminder: remind("2026-11-30"), last_renewal: { date: "2026-11-02", amount: 10, currency: "EUR", payer: "Anna" },
    prices: [{ since: "2026-02-04", amount: 8, currency: "EUR" }, { since: "2026-10-02", amount: 10, currency: "EUR" }],
    buckets: [
      bucket("data", 1.5, "GB", { allowance: 10, mark: 3, is_low: true, runs_out: "2026-11-30", runs_out_early_days: 2 }),
      endless("voice", "min"),
      bucket("sms", null, "SMS"),
      bucket("credit", 4.2, "EUR", { entity_id: "sensor.papa_credit" }),
    ],
  }),
  lineWith({
    name: "Maman", carrier: "SFR", offer: "La Carte", form: "esim", service_until: "2027-01-22", number_until: "2027-07-22",
    question: { kind: "landed", renewal_id: "r1", amount: 19.5, currency: "EUR", date: "2026-11-27" },
    next_reminder: remind("2026-12-23"), price: { amount: 20, currency: "EUR", per_month: 20 },
    buckets: [bucket("data", 38, "GB", { allowance: 40, mark: 35 })],
  }),
  lineWith({
    name: "Grand-mère", carrier: "Bouygues Telecom", offer: "Carte prépayée", status: "grace", service_until: "2026-10-20",
    number_until: "2027-06-20", next_reminder: remind("2026-12-06"), price: { amount: 15, currency: "EUR", per_month: 15 },
    buckets: [bucket("credit", 0, "EUR")],
  }),
  lineWith({ name: "London", carrier: "giffgaff", service_until: "2027-03-09", number_until: "2027-03-09", is_by_use: true }),
  lineWith({ name: "Visitors", carrier: "La Poste Mobile", status: "not_started", service_until: null, number_until: null }),
  lineWith({ name: "Alarm", carrier: "1NCE", status: "suspended", standing: "suspended", service_until: "2032-05-21", number_until: null }),
  lineWith({
    name: "Tablet", carrier: "Free", service_until: "2026-12-11", number_until: null, is_automatic: true, alerts: ["data_low"],
    buckets: [bucket("data", 0.12, "GB", { allowance: 1, is_low: true, runs_out: "2026-12-05" })],
  }),
  lineWith({
    name: "Oncle", carrier: "Lebara", offer: "Prépayé M", next_reminder: remind("2026-12-07"),
    price: { amount: 9.99, currency: "EUR", per_month: 9.99 }, last_renewal: { date: "2026-11-07", amount: 9.99, currency: "EUR" },
    source: { kind: "message", name: null, updated_at: at("2026-11-26"), by: null },
    buckets: [
      bucket("data", 6.2, "GB", { allowance: 15, mark: 4, entity_id: "sensor.oncle_data" }),
      endless("voice", "min"), endless("sms", "SMS"), bucket("credit", 3.1, "EUR"),
    ],
  }),
  lineWith({ name: "Travel", carrier: "KeepGo", service_until: "2027-11-02", number_until: "2027-11-02" }),
];

export const HARD = [
  lineWith({
    name: "Grand-mère Jacqueline de Montgolfier-Desrosiers (résidence Les Acacias, chambre 112)",
    carrier: "Société Réunionnaise du Radiotéléphone", is_due: true, status: "due", service_until: "2026-11-30", number_until: "2027-05-30",
  }),
  lineWith({
    name: "外婆在布依族苗族自治州老家备用的中国移动保号套餐老手机号码（请勿注销）", carrier: "中国移动", is_due: true, status: "due",
    service_until: "2026-12-04", number_until: "2027-03-04", snoozed_until: at("2026-12-01"),
  }),
  lineWith({ name: "Mamie", carrier: "Lycamobile", status: "unknown", service_until: null, number_until: null, has_rule: false }),
  lineWith({ name: "Router", carrier: "Hologram", service_until: "2027-05-01", number_until: "2027-05-01", is_available: false }),
  lineWith({ name: "Called", carrier: "Orange", status: "grace", service_until: "2026-11-20", receives_until: "2027-02-20", number_until: "2027-05-20" }),
  lineWith({ name: "Sensor", carrier: "Things Mobile", service_until: null, number_until: null, is_endless: true, open: null }),
  lineWith({
    name: "Silent", carrier: "EIOTCLUB", alerts: ["source_stale"],
    source: { kind: "rest", name: "Router page", updated_at: at("2026-11-10"), is_silent: true, silent_since: at("2026-11-10") },
    buckets: [bucket("data", 2, "GB", { is_old: true, measured_at: at("2026-11-10") })],
  }),
  lineWith({ name: "Doubt", question: { kind: "doubt", text: "Two dates were told: 6 January and 6 February. Which one holds?" } }),
  lineWith({ name: "Old number", status: "lost", service_until: "2026-05-01", number_until: "2026-11-01" }),
];

const WAITING = { en: "waiting to hear if it went through", fr: "arrivée non confirmée", "zh-Hans": "等待确认到账" };
const CONTAINED = { en: "already in the stated date", fr: "déjà dans la date indiquée", "zh-Hans": "已包含在填写的日期中" };
const MOVED = { en: "until December 23", fr: "jusqu’au 23 décembre", "zh-Hans": "有效期至12月23日" };

export const RENEWALS = [
  { renewal_id: "r1", date: "2026-11-27", amount: 19.5, currency: "EUR", channel: "website", payer: "Anna", text: WAITING },
  { renewal_id: "r2", date: "2026-11-23", amount: 20, currency: "EUR", channel: "shop", payer: "Anna", text: MOVED, receipt_url: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'/>", receipt_type: "image/svg+xml" },
  { renewal_id: "r3", date: "2026-10-24", amount: 20, currency: "EUR", channel: "shop", payer: "Anna", text: CONTAINED },
  { renewal_id: "r4", date: "2026-09-24", amount: 15, currency: "EUR", channel: "shop", payer: "Anna", is_undone: true },
  { renewal_id: "r5", date: "2025-12-29", amount: 15, currency: "EUR", channel: "website", payer: "Anna", text: CONTAINED },
];
