/** A line with all that is known of it: on its own card, and in a sheet. */

import { button, menu } from "./controls.js";
import { act, history, navigate, press } from "./deeds.js";
import { h, put } from "./dom.js";
import { deedsOf, doneWord } from "./household.js";
import { icon, shape } from "./icons.js";
import { daysBetween, flags, level } from "./model.js";
import { balance, figure, joined, lead, question, source } from "./phrases.js";
import { axis, flagsOf, sample, thread } from "./thread.js";

const SAFE_LINK = /^(https?|tel|sms):/i;

/** @param {Line} line @param {Card} card @param {{ isSheet?: boolean }} [options] */
export function lineView(line, card, { isSheet = false } = {}) {
  const { locale } = card;
  const its = level(line, locale.today);
  const said = figure(its, locale);
  return h("div", { role: "group", class: "lc", "aria-label": line.name, "data-line": line.line_id },
    top(line, card, isSheet),
    h("p", { class: `lead ${its.ink}` }, said && h("b", {}, said.text), lead(line, its, locale)),
    line.question && h("div", { class: "ask" },
      h("p", {}, question(line, locale)),
      line.can.write && deedsOf(line, its, card, false)),
    flagsOf(flags(line, locale.today), locale),
    thread(line, locale, { size: "line" }),
    axis(locale),
    key(line, its.thread, locale),
    deeds(line, card),
    buckets(line, card),
    facts(line, locale));
}

/** @param {Line} line @param {Card} card @param {boolean} isSheet */
function top(line, card, isSheet) {
  const { locale } = card;
  const head = h("div", { class: "top" },
    shape(level(line, locale.today)),
    h("div", {},
      h("h2", { id: isSheet ? "sheet-title" : null }, line.name),
      h("p", { class: "sub" }, joined(line.carrier, line.offer, line.form && locale.t(`form_${line.form}`))),
      chips(line, locale)),
    menu(menuItems(line, card), locale.t("more_of", { day: line.name }), locale, (list) => head.after(list)),
    isSheet && button(locale, "q x", { icon: "close", label: locale.t("close"), act: () => card.sheets.close() }));
  return head;
}

/** @param {Line} line @param {Locale} locale */
function chips(line, locale) {
  const { promotion } = line;
  const all = [
    line.snoozed_on && [icon("clock-outline"), locale.t("chip_later", { day: locale.day(line.snoozed_on) })],
    promotion && (promotion.until ? locale.t("chip_promotion", { day: locale.day(promotion.until) }) : promotion.note),
    line.moved_on && locale.t("chip_moved"),
  ].filter((chip) => !!chip);
  return all.length > 0 && h("div", { class: "chips" }, all.map((chip) => h("span", { class: "chip" }, chip)));
}

/** @param {Line} line @param {Card} card */
function menuItems(line, card) {
  const { locale, hass } = card;
  const { undo, can } = line;
  const does = (/** @type {string} */ icon, /** @type {string} */ key, /** @type {string} */ service, /** @type {Fields} */ given = {}, text = locale.t(key)) =>
    ({ icon, text, act: () => act(hass, line, service, given) });
  const later = (/** @type {number} */ days) =>
    does("clock-outline", "", "snooze", { days }, locale.t("later_days", { days: locale.count(days, "day").text }));
  return [
    ...(can.write ? [
      { icon: "calendar", key: "menu_dates", act: () => card.openDates(line) },
      line.snoozed_on && does("clock-outline", "menu_wake", "snooze", { days: 0 }),
      later(3),
      later(7),
      (line.is_due || line.next_reminder) && does("skip-next", "menu_skip", "skip_reminder"),
      undo && Date.parse(undo.until) > Date.now() && does("undo", "menu_undo", "undo_renewal", { renewal_id: undo.renewal_id }),
    ] : []),
    can.open_device && { icon: "devices", key: "menu_device", act: () => navigate(`/config/devices/device/${line.device_id}`) },
  ];
}

/** Every clock and the next reminder in words, each with its own sample of thread.
 * @param {Line} line @param {string} colour @param {Locale} locale */
function key(line, colour, locale) {
  const { today } = locale;
  /** @type {[Parameters<typeof sample>[0], string, string][]} */
  const rows = [];
  const clock = (/** @type {"works" | "receives" | "kept"} */ kind, /** @type {IsoDay | null | undefined} */ day) =>
    void (day && day >= today && rows.push([kind, locale.t(`key_${kind}`), locale.t("to_day", { day: locale.day(day, { isShort: true }) })]));
  clock("works", line.service_until);
  clock("receives", line.receives_until);
  clock("kept", line.number_until);
  if (line.next_reminder && line.reminds_on) {
    const { to } = line.next_reminder;
    const days = daysBetween(today, line.reminds_on);
    rows.push(["bell", locale.t(to.length ? "key_reminder" : "key_reminder_bare", { who: locale.list(to) }),
      days < 2 ? locale.capital(locale.relative(Math.max(0, days))) : locale.day(line.reminds_on, { isShort: true })]);
  }
  return h("dl", { class: "key" }, rows.map(([kind, name, when]) => [
    h("dt", {}, sample(kind, colour), h("span", {}, name)), h("dd", {}, when),
  ]));
}

/** @param {Line} line @param {Card} card */
function deeds(line, card) {
  const { locale, hass } = card;
  const { strip } = level(line, locale.today);
  const link = line.open && SAFE_LINK.test(line.open.link) ? line.open.link : null;
  const ask = line.entities?.button?.refresh;
  const mayWrite = line.can.write && line.is_available;
  const record = () => card.openRecord(line);
  return h("div", { class: "acts" },
    mayWrite && [
      strip === "date" && !line.question && button(locale, "p big", { key: "set_date", icon: "calendar", name: "set_date", act: () => card.openDates(line) }),
      strip === "renew"
        ? button(locale, "p big", { key: doneWord(line), icon: "check", name: "renewed", act: record })
        : button(locale, link ? "t" : "t wide", { key: "record", icon: "check", name: "renewed", act: record }),
      strip === "renew" && button(locale, "t", { key: "later", icon: "clock-outline", name: "later", act: () => act(hass, line, "snooze", { days: 1 }) }),
    ],
    link && h("a", { class: mayWrite ? "btn t" : "btn t wide", href: link, target: "_blank", rel: "noopener noreferrer" },
      icon("open-in-new"), locale.t(line.carrier ? "open" : "open_bare", { carrier: line.carrier ?? "" })),
    mayWrite && button(locale, "q", ask
      ? { key: "ask_now", icon: "refresh", name: "balance", act: () => press(hass, ask) }
      : { key: "new_balance", icon: "pencil", name: "balance", act: () => card.openBalance(line) }),
    button(locale, "q", { key: "renewals", icon: "format-list-bulleted", name: "renewals", act: () => card.openLedger(line) }));
}

/** @param {Line} line @param {Card} card */
function buckets(line, card) {
  const all = line.buckets ?? [];
  return all.length ? h("div", { class: "bk" }, all.map((bucket) => bucketView(bucket, card))) : null;
}

/** @param {Bucket} bucket @param {Card} card */
function bucketView(bucket, card) {
  const { locale, hass } = card;
  const told = balance(bucket, locale);
  const share = (/** @type {number} */ part) => `${Math.round(1000 * part) / 10}%`;
  const trace = h("div", {});
  if (bucket.entity_id && (told.state === "part" || told.state === "plain")) {
    const { entity_id: entity, unit } = bucket;
    history(hass, entity, unit, locale.today).then((values) => {
      if (values.length > 1) put(trace, [sparkline(values, locale), h("p", { class: "ends" },
        h("span", {}, locale.t("was", { when: locale.capital(locale.relative(-30)), value: locale.amount(values[0], unit) })),
        h("span", {}, locale.capital(locale.relative(0))))]);
    });
  }
  return h("div", { role: "group", "aria-label": `${told.name}: ${told.text}` },
    h("div", { class: "l" }, h("span", {}, told.name), h("b", { class: told.isOld && "old" }, told.text)),
    told.state !== "plain" && h("div", { class: `bar ${told.state} ${told.isLow ? "warn" : ""}`, "aria-hidden": "true" },
      told.part ? h("i", { style: { "inline-size": share(Math.max(0.02, told.part)) } }) : null,
      told.mark !== null && h("u", { style: { "inset-inline-start": share(told.mark) } })),
    trace,
    told.note && h("p", { class: told.isLow ? "m warn" : "m" }, told.isLow && icon("arrow-down"), told.note),
    told.age && h("p", { class: "m" }, icon("clock-outline"), told.age));
}

/** @param {number[]} values @param {Locale} locale */
function sparkline(values, locale) {
  const most = Math.max(...values) || 1;
  const last = values.length - 1;
  const points = values.map((value, index) =>
    `${((locale.isRtl ? last - index : index) * 100) / last},${38 - (34 * Math.max(0, value)) / most}`);
  const [start, end] = locale.isRtl ? [100, 0] : [0, 100];
  return h("svg", { class: "spk", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("path", { class: "ar", d: `M${points.join("L")}L${end},40L${start},40Z` }),
    h("path", { d: `M${points.join("L")}` }));
}

/** @param {Line} line @param {Locale} locale */
function facts(line, locale) {
  const { price, last_renewal: last, unsure } = line;
  const money = (/** @type {number | null | undefined} */ amount, /** @type {string} */ currency) =>
    amount === null || amount === undefined ? "" : locale.money(amount, currency);
  const cost = price && money(price.amount, price.currency);
  const month = price && money(price.per_month, price.currency);
  const rows = [
    ["usual_price", cost && month ? locale.t("price_a_month", { price: cost, month }) : cost],
    ["last_renewal", last && joined(locale.day(last.date), money(last.amount, last.currency), last.payer)],
    ["data_source", source(line, locale)],
    ["owner", line.owner],
  ].filter(([, value]) => value);
  return [
    rows.length ? h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", {}, locale.t(`${name}`)), h("dd", {}, value)])) : null,
    unsure && !line.question && h("p", { class: "sub" }, unsure),
  ];
}
