/** What the household pays. */

import { h } from "./dom.js";
import { order } from "./model.js";
import { amounts, joined } from "./phrases.js";

/** @param {Card} card */
export function costsView(card) {
  const { locale, lines: { lines, said } } = card;
  const household = said?.household;
  const sum = (/** @type {Amounts} */ of, /** @type {string} */ key, /** @type {string} */ none) => {
    const missing = Object.keys(of).filter((currency) => of[currency] === null);
    return h("div", {}, h("b", {}, amounts(of, locale) || "–"), locale.t(key), h("p", { class: "sub" },
      missing.length ? locale.t("amount_missing", { currency: missing.join(", ") }) : !Object.keys(of).length && locale.t(none)));
  };
  const spent = new Map(household?.spent_by_month?.map((each) => [each.month, each.amounts]));
  const months = lastMonths(locale.today).map((month) => ({ month, amounts: spent.get(month) ?? {} }));
  const currency = Object.keys(household?.spent_this_year ?? {})[0] ?? said?.currency ?? "";
  const most = Math.max(...months.map((month) => month.amounts[currency] ?? 0), 0);
  return h("div", { class: "lc", role: "group", "aria-label": card.title },
    h("h2", {}, card.title),
    h("div", { class: "sums" }, sum(household?.monthly_cost ?? {}, "a_month", "no_cost"), sum(household?.spent_this_year ?? {}, "this_year", "none_this_year")),
    most > 0 && h("div", {
      class: "months", role: "img",
      "aria-label": `${locale.t("by_month")}: ${months.map((month) => `${locale.month(month.month)} ${amounts(month.amounts, locale) || "–"}`).join(", ")}`,
    }, months.map((month) => h("i", { style: { "block-size": `${(100 * (month.amounts[currency] ?? 0)) / most}%` } }))),
    most > 0 && h("p", { class: "ends" }, h("span", {}, locale.month(months[0].month)), h("span", {}, locale.month(months[months.length - 1].month))),
    h("dl", { class: "facts" }, order(lines.values(), locale).map((line) => {
      const { price, last_renewal: last, prices = [] } = line;
      const month = price && price.per_month != null && `${locale.money(price.per_month, price.currency)} ${locale.t("a_month")}`;
      return [
        h("dt", {}, joined(line.name, line.carrier)),
        h("dd", {}, month ? joined(month, last?.payer) : "–"),
        prices.length > 1 && h("dd", { class: "m" }, joined(...prices.slice(-6).toReversed().map(({ since, amount, currency }) =>
          locale.t("price_since", { price: locale.money(amount, currency), day: locale.day(since, { isShort: true }) })))),
      ];
    })));
}

/** The twelve months up to that of a day, such as "2026-11". @param {string} today */
function lastMonths(today) {
  const [year, month] = today.split("-").map(Number);
  return Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(year, month - 12 + index)).toISOString().slice(0, 7));
}
