/** A Home Assistant that speaks the contract of the card, without a server. */

import { TODAY } from "./lines.mjs";

const CREDIT = [14.2, 13.9, 13.1, 12.6, 11, 10.8, 9.7, 9.7, 8.1, 7.2, 6.9, 6.1, 5.4, 4.6, 4.2];
const DATA = [15, 14.6, 14.1, 13.2, 12.8, 12.1, 11.3, 10.2, 9.9, 9.1, 8.4, 7.7, 7.2, 6.6, 6.2];

/** A `hass` with a connection that answers; `sent` has every message. */
export function fakeHass({ lines = [], words = {}, language = "en", renewals = [], isAdmin = true, household = {}, fails = false } = {}) {
  const sent = [];
  const subscribers = new Set();
  const answers = {
    "sim_renewal/preview_renewal": ({ date, in_addition: more, service_until: until }) => {
      const outcome = date < "2026-11-25" && !more ? "contained" : "moved";
      const before = { service_until: "2026-12-02", number_until: "2027-04-28" };
      const after = outcome === "moved" ? { service_until: until ?? "2027-01-01", number_until: "2027-05-28" } : before;
      return { outcome, before, after, text: outcome === "contained" ? "Kept in the list, moves nothing: a date that was stated has it already." : "" };
    },
    "sim_renewal/renewals": () => ({
      renewals: renewals.map((each) => ({ ...each, text: each.text?.[language] ?? each.text?.en ?? "" })),
    }),
    "recorder/statistics_during_period": ({ statistic_ids: ids }) => Object.fromEntries(ids.map((id) => [
      id, (id.includes("credit") ? CREDIT : DATA).map((mean) => ({ mean })),
    ])),
    "sim_renewal/act": ({ action, fields: data }) => (
      action === "record_renewal"
        ? {
            renewal_id: "new", outcome: "moved", payer: "Anna", currency: "EUR", charged_amount: data.amount ?? null, advice: [],
            recorded_at: "2026-11-29T10:00:00+00:00",
            before: { service_until: "2026-12-02", number_until: "2027-04-28" },
            after: { service_until: data.service_until ?? "2027-01-01", number_until: "2027-05-28" },
          }
        : {}
    ),
    call_service: () => ({}),
  };
  const all = () => ({
    kind: "all", today: TODAY, time_zone: "Europe/Paris", currency: "EUR", is_admin: isAdmin, may_add: isAdmin, words, lines,
    household: {
      entry_id: "entry", is_running: true, monthly_cost: { EUR: 24 }, spent_this_year: { EUR: 139.5 },
      spent_by_month: [34, 20, 46, 30, 54, 20, 30, 62, 24, 40, 44].map((amount, index) => ({ month: `2026-${String(index + 1).padStart(2, "0")}`, amounts: { EUR: amount } })),
      entities: { todo: "todo.renewals_due", calendar: "calendar.sim_lines", monthly_cost: "sensor.monthly_cost", next_renewal: "sensor.next_renewal" },
      ...household,
    },
  });
  const connection = {
    listeners: {},
    addEventListener(type, listener) {
      (this.listeners[type] ??= []).push(listener);
    },
    async subscribeMessage(callback, message) {
      sent.push(message);
      if (connection.fails) throw { code: "unknown_command" };
      subscribers.add(callback);
      await null;
      callback(all());
      return () => subscribers.delete(callback);
    },
    async sendMessagePromise(message) {
      sent.push(message);
      const answer = (connection.answers ?? {})[message.action ?? message.service ?? message.type] ?? answers[message.type];
      if (!answer) throw { code: "unknown_command", message: `no answer to ${message.type}` };
      return answer(message);
    },
    fails,
  };
  return {
    connection,
    language,
    locale: { language, number_format: "language" },
    user: { name: "Anna", is_admin: isAdmin },
    states: {},
    entities: {},
    devices: {},
    localize: (key) => words[key.replace("component.sim_renewal.common.", "")] ?? "",
    loadBackendTranslation: async () => {},
    sent,
    subscribers,
    /** Sends what changed to every card. */
    send: (event) => [...subscribers].forEach((callback) => callback(event)),
  };
}
