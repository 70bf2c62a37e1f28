/** A line with all that is known of it: on its own card, and in a sheet. */

import { button, menu } from "./controls.js";
import { act, history, navigate, press } from "./deeds.js";
import { h, put } from "./dom.js";
import { deedsOf, doneWord } from "./household.js";
import { icon, shape } from "./icons.js";
import { flags, level } from "./model.js";
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
      h("p", {}, question(line, locale) || locale.capital(locale.t("nobody_said"))),
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
    isSheet && button({ look: "q x", icon: "close", label: locale.t("close"), act: () => card.sheets.close() }, locale));
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
  const item = (/** @type {string} */ icon, /** @type {string} */ text, /** @type {() => unknown} */ deed) =>
    ({ look: /** @type {const} */ ("q"), icon, text, act: deed });
  const does = (/** @type {string} */ symbol, /** @type {string} */ key, /** @type {string} */ service, /** @type {Fields} */ given = {}) =>
    item(symbol, locale.t(key), () => act(hass, line, service, given));
  const later = (/** @type {number} */ days) =>
    item("clock-outline", locale.t("later_days", { days: locale.count(days, "day").text }), () => act(hass, line, "snooze", { days }));
  return [
    ...(can.write ? [
      item("calendar", locale.t("menu_dates"), () => card.openDates(line)),
      line.snoozed_on && does("clock-outline", "menu_wake", "snooze", { days: 0 }),
      later(3),
      later(7),
      (line.is_due || line.next_reminder) && does("skip-next", "menu_skip", "skip_reminder"),
      undo && Date.parse(undo.until) > Date.now() && does("undo", "menu_undo", "undo_renewal", { renewal_id: undo.renewal_id }),
    ] : []),
    can.open_device && item("devices", locale.t("menu_device"), () => navigate(`/config/devices/device/${line.device_id}`)),
  ];
}

/** Every clock and the next reminder in words, each with its own sample of thread.
 * @param {Line} line @param {string} colour @param {Locale} locale */
function key(line, colour, locale) {
  const { today } = locale;
  const to = (/** @type {string} */ day) => locale.t("to_day", { day: locale.day(day, { isShort: true }) });
  const reminder = line.next_reminder;
  /** @type {[Parameters<typeof sample>[0], string, string][]} */
  const rows = [];
  if (line.service_until && line.service_until >= today) rows.push(["works", locale.t("key_works"), to(line.service_until)]);
  if (line.receives_until && line.receives_until >= today) rows.push(["receives", locale.t("key_receives"), to(line.receives_until)]);
  if (line.number_until && line.number_until >= today) rows.push(["kept", locale.t("key_kept"), to(line.number_until)]);
  if (reminder && line.reminds_on) {
    const days = (Date.parse(line.reminds_on) - Date.parse(today)) / 86_400_000;
    rows.push(["bell",
      reminder.to.length ? locale.t("key_reminder", { who: locale.list(reminder.to) }) : locale.t("key_reminder_bare"),
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
  return h("div", { class: "acts" },
    mayWrite && strip === "date" && !line.question &&
      button({ look: "p big", text: locale.t("set_date"), icon: "calendar", deed: "set_date", act: () => card.openDates(line) }, locale),
    mayWrite && (strip === "renew"
      ? [
          button({ look: "p big", text: locale.t(doneWord(line)), icon: "check", deed: "renewed", act: () => card.openRecord(line) }, locale),
          button({ look: "t", text: locale.t("later"), icon: "clock-outline", deed: "later", act: () => act(hass, line, "snooze", { days: 1 }) }, locale),
        ]
      : button({ look: link ? "t" : "t wide", text: locale.t("record"), icon: "check", deed: "renewed", act: () => card.openRecord(line) }, locale)),
    link && h("a", { class: mayWrite ? "btn t" : "btn t wide", href: link, target: "_blank", rel: "noopener noreferrer" },
      icon("open-in-new"), line.carrier ? locale.t("open", { carrier: line.carrier }) : locale.t("open_bare")),
    mayWrite && (ask
      ? button({ look: "q", text: locale.t("ask_now"), icon: "refresh", deed: "balance", act: () => press(hass, ask) }, locale)
      : button({ look: "q", text: locale.t("new_balance"), icon: "pencil", deed: "balance", act: () => card.openBalance(line) }, locale)),
    button({ look: "q", text: locale.t("renewals"), icon: "format-list-bulleted", deed: "renewals", act: () => card.openLedger(line) }, locale));
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
