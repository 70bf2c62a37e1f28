/** The renewals of a line, by year, with their receipts. */

import { button, busy, menu } from "./controls.js";
import { DeedError, act, attach, fileTrouble, renewals } from "./deeds.js";
import { h } from "./dom.js";
import { channelName } from "./record.js";
import { amounts, joined } from "./phrases.js";

/** @param {Card} card @param {Line} line */
export async function ledgerSheet(card, line) {
  const { locale, hass } = card;
  const all = await renewals(hass, line);
  /** @type {Map<string, Renewal[]>} */
  const years = new Map();
  for (const renewal of all) {
    const year = renewal.date?.slice(0, 4) ?? "";
    years.set(year, [...(years.get(year) ?? []), renewal]);
  }
  card.sheets.show(h("div", { class: "sheet" },
    card.sheets.top(`${locale.t("renewals")} · ${line.name}`),
    line.can.write && button(locale, "p big", { key: "record", icon: "plus", autofocus: true, act: () => card.openRecord(line) }),
    all.length ? null : h("p", {}, locale.t("no_renewals")),
    [...years].map(([year, its]) => [
      h("h3", { class: "yr" }, h("span", {}, year), spent(its, card)),
      h("ul", { class: "led", role: "list" }, its.map((renewal) => entry(renewal, line, card))),
    ])));
}

/** What a year came to; what was undone does not count, and what was given back counts against.
 * @param {Renewal[]} its @param {Card} card */
function spent(its, { locale }) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const { amount, currency, refund, is_undone: isUndone } of its) {
    if (isUndone || amount === null || !currency) continue;
    sums[currency] = (sums[currency] ?? 0) + (refund ? -amount : amount);
  }
  for (const currency of Object.keys(sums)) sums[currency] = Math.round(sums[currency] * 1000) / 1000;
  const amount = amounts(sums, locale);
  return amount && locale.t("spent", { amount });
}

/** @param {Renewal} renewal @param {Line} line @param {Card} card */
function entry(renewal, line, card) {
  const { locale, hass } = card;
  const day = renewal.date ? locale.day(renewal.date, { hasYear: false }) : "";
  const item = (/** @type {string} */ key, /** @type {string} */ icon, /** @type {() => unknown} */ act) => ({ key, icon, act });
  const reload = () => ledgerSheet(card, line);
  const input = h("input", {
    type: "file", accept: "application/pdf,image/*", hidden: true,
    onchange: () => input.files?.[0] && busy(end, async () => {
      const [file] = input.files;
      const trouble = fileTrouble(file);
      if (trouble) throw new DeedError(locale.t(trouble, { limit: locale.amount(10, "MB") }));
      await attach(hass, line, renewal.renewal_id, file);
      await reload();
    }, locale),
  });
  const change = (/** @type {string} */ service) => async () => {
    await act(hass, line, service, { renewal_id: renewal.renewal_id });
    await reload();
  };
  const items = !line.can.write ? [] : renewal.is_undone
    ? [item("restore", "refresh", change("restore_renewal"))]
    : [
      item("correct", "pencil", () => card.openRecord(line, renewal)),
      item("add_receipt", "receipt-text-outline", () => input.click()),
      item("undo", "undo", change("undo_renewal")),
    ];
  const end = h("span", { class: "end" },
    renewal.receipt_url && button(locale, "q x", { icon: "receipt-text-outline", label: locale.t("receipt_of", { day }), act: () => receipt() }),
    menu(items, locale.t("more_of", { day }), locale, (list) => {
      list.classList.add("wide");
      element.append(list);
    }));
  const element = h("li", { class: renewal.is_undone && "un" },
    h("div", {},
      h("p", { class: "d" }, day),
      h("p", {}, joined(renewal.channel && channelName(card, line, renewal.channel), renewal.payer)),
      h("p", {}, renewal.is_undone ? locale.t("undone") : joined(renewal.refund && locale.t("refund"), renewal.text)),
      renewal.note && h("p", {}, renewal.note)),
    h("span", { class: "am" }, renewal.amount === null ? "" : locale.money(renewal.amount, renewal.currency ?? "")),
    end, input);
  const receipt = () => {
    const shown = element.querySelector(".receipt");
    if (shown) return shown.remove();
    const url = String(renewal.receipt_url);
    element.append(h("div", { class: "wide receipt" }, renewal.receipt_type === "application/pdf"
      ? [h("iframe", { src: url, title: locale.t("receipt_of", { day }) }), h("a", { class: "btn t", href: url, target: "_blank", rel: "noopener" }, locale.t("open_bare"))]
      : h("img", { src: url, alt: locale.t("receipt_of", { day }) })));
  };
  return element;
}
