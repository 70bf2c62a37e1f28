/** The renewals of a line, by year, with their receipts. */

import { button, busy, field, menu } from "./controls.js";
import { DeedError, act, attach, fileTrouble, renewals } from "./deeds.js";
import { h } from "./dom.js";
import { formSheet } from "./forms.js";
import { order } from "./model.js";
import { answered, channelName, select } from "./record.js";
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
  const others = order(card.lines.lines.values(), locale).filter((each) => each.can.write && each.line_id !== line.line_id);
  const items = !line.can.write ? [] : renewal.is_undone
    ? [item("restore", "refresh", change("restore_renewal"))]
    : [
      item("correct", "pencil", () => card.openRecord(line, renewal)),
      item("add_receipt", "receipt-text-outline", () => input.click()),
      others.length > 0 && item("move", "swap-horizontal", () => moveSheet(card, line, renewal, others)),
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

/** Asks to which line a renewal belongs. @param {Card} card @param {Line} line @param {Renewal} renewal @param {Line[]} others */
function moveSheet(card, line, { renewal_id, date }, others) {
  const { locale, hass } = card;
  const input = select(others.map(({ line_id: value, name }) => ({ value, name })), "");
  input.setAttribute("autofocus", "");
  const move = (/** @type {Line} */ from, /** @type {Line} */ to) => act(hass, from, "edit_renewal", { renewal_id, move_to: to.device_id });
  formSheet(card, `${locale.t("move")} · ${date ? locale.day(date) : ""}`, {
    inputs: { move_to: input },
    content: [field(locale.t("option_device"), input)],
    read: () => ({}),
    save: async () => {
      const to = /** @type {Line} */ (others.find((each) => each.line_id === input.value));
      answered(card, to, await move(line, to), locale.t("moved_to", { name: to.name }), () => move(to, line));
    },
    cancel: () => card.openLedger(line),
  });
}
