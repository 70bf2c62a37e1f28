/**
 * Recording and correcting a renewal, with what it will do while one types.
 * @import { Card } from "./card.js"
 * @import { Line, Preview, Recorded, Renewal } from "./types"
 */

import { button, field, mark } from "./controls.js";
import { DeedError, act, fileTrouble, preview, record, upload } from "./deeds.js";
import { h, put } from "./dom.js";
import { thread } from "./thread.js";

const TYPING = 300;
const CHANNELS = ["website", "app", "shop", "kiosk", "marketplace", "mini_program", "code", "phone_call", "automatic"];

/** @param {Card} card @param {{ value: string, name: string }[]} options @param {string} chosen */
const select = (card, options, chosen) =>
  h("select", {}, options.map(({ value, name }) => h("option", { value, selected: value === chosen }, name)));

/** The sheet that records a renewal, or corrects `renewal`. @param {Card} card @param {Line} line @param {Renewal} [renewal] */
export function recordSheet(card, line, renewal) {
  const { locale, hass } = card;
  const { today } = locale;
  const needsEnd = !renewal && line.has_rule === false && !line.is_endless;
  const price = renewal ? renewal.amount : (line.price?.amount ?? null);
  const currency = renewal?.currency ?? line.price?.currency ?? card.lines.said?.currency ?? "EUR";
  const usual = line.channels ?? [];
  const payer = renewal ? (renewal.payer ?? "") : (hass.user?.name ?? line.payers?.[0] ?? "");
  const channel = renewal ? (renewal.channel ?? "") : (usual[0] ?? "");
  const before = {
    date: renewal?.date ?? today, amount: price === null ? "" : locale.money(price, currency), channel, payer, note: renewal?.note ?? "",
  };
  const inputs = {
    service_until: h("input", { type: "date", min: today, required: true, autofocus: needsEnd }),
    date: h("input", { type: "date", value: before.date, max: today, required: true }),
    amount: h("input", { inputmode: "decimal", autocomplete: "off", value: before.amount }),
    channel: select(card, [
      ...(channel ? [] : [{ value: "", name: "" }]),
      ...[...new Set([...usual, channel, ...CHANNELS])].filter(Boolean).map((value) => ({ value, name: channelName(card, line, value) })),
    ], channel),
    payer: select(card, ["", ...new Set([payer, ...(line.payers ?? [])])].filter((name, index) => name || !index).map((name) => ({ value: name, name })), payer),
    note: h("input", { autocomplete: "off", maxlength: 2000, value: before.note }),
    receipt_file: h("span", {}),
  };
  const isAdditional = h("input", { type: "checkbox" });
  const effect = h("div", { class: "eff", "aria-live": "polite" });
  const files = filePicker(card);

  /** What was typed, or null where a field has to be mended first. */
  const given = () => {
    for (const input of Object.values(inputs)) mark(input, "");
    const typed = inputs.amount.value.trim();
    const amount = typed ? locale.parse(typed) : null;
    /** @type {[HTMLInputElement, string][]} */
    const troubles = [];
    if (needsEnd && !inputs.service_until.value) troubles.push([inputs.service_until, "required"]);
    if (!inputs.date.value) troubles.push([inputs.date, "required"]);
    else if (inputs.date.value > today) troubles.push([inputs.date, "in_future"]);
    if (typed && (amount === null || amount < 0)) troubles.push([inputs.amount, "not_an_amount"]);
    if (troubles.length) return { troubles, fields: null };
    /** @type {Record<string, unknown>} */
    const fields = { date: inputs.date.value, channel: inputs.channel.value, payer: inputs.payer.value, note: inputs.note.value.trim() };
    if (renewal) {
      for (const key of /** @type {const} */ (["date", "channel", "payer", "note"])) if (fields[key] === before[key]) delete fields[key];
      if (typed !== before.amount) fields.amount = amount;
    } else {
      for (const key of ["channel", "payer", "note"]) if (!fields[key]) delete fields[key];
      if (amount !== null) fields.amount = amount;
      if (needsEnd) fields.service_until = inputs.service_until.value;
      if (isAdditional.checked) fields.in_addition = true;
    }
    return { troubles, fields };
  };

  const refuse = (/** @type {[HTMLElement, string][]} */ troubles) => {
    for (const [input, key] of troubles) mark(input, locale.t(key));
    troubles[0]?.[0].focus();
  };

  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const foresee = async () => {
    const { fields, troubles } = given();
    if (!fields) return refuseQuietly(troubles);
    const { note, ...matters } = fields;
    const mine = ++asked;
    const told = await preview(hass, line, matters).catch((/** @type {DeedError} */ error) => error);
    if (mine !== asked || !effect.isConnected) return;
    const box = isAdditional.closest("label");
    effect.replaceChildren();
    if (told instanceof DeedError) return void (told.field && told.field in inputs && mark(/** @type {any} */ (inputs)[told.field], told.message));
    put(effect, effectOf(told, line, card));
    if (told.outcome === "contained" || told.outcome === "same_deed" || isAdditional.checked) {
      put(effect, [box ?? h("label", { class: "ck" }, isAdditional, locale.t("in_addition"))]);
    }
  };
  const refuseQuietly = (/** @type {[HTMLElement, string][]} */ troubles) => {
    for (const [input, key] of troubles) if (key !== "required") mark(input, locale.t(key));
    effect.replaceChildren();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(foresee, TYPING);
  };

  const save = async () => {
    const { fields, troubles } = given();
    if (!fields) return refuse(troubles);
    clearTimeout(timer);
    try {
      const file = files.file();
      if (file) fields.receipt_file = await upload(hass, file);
      if (renewal) {
        if (Object.keys(fields).length) await act(hass, line, "edit_renewal", { renewal_id: renewal.renewal_id, ...fields });
        return card.openLedger(line);
      }
      answer(card, line, await record(hass, line, fields), fields);
    } catch (error) {
      const input = error instanceof DeedError && error.field ? /** @type {any} */ (inputs)[error.field] : null;
      if (!input?.isConnected) throw error;
      mark(input, /** @type {Error} */ (error).message || locale.t("failed"));
      input.focus();
    }
  };

  put(files.element, [inputs.receipt_file]);
  const submit = button({ look: "p", text: locale.t(renewal ? "apply" : "save"), isSubmit: false, autofocus: !needsEnd, act: save }, locale);
  const form = h("form", {
    class: "sheet",
    oninput: () => !renewal && soon(),
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      submit.click();
    },
  },
    card.sheets.top(`${locale.t(renewal ? "correct" : "record")} · ${line.name}`),
    needsEnd && field(locale.t("until_question"), inputs.service_until, locale.t("until_help")),
    h("div", { class: "two" }, field(locale.t("day"), inputs.date), field(locale.t("amount"), inputs.amount)),
    h("div", { class: "two" }, field(locale.t("how"), inputs.channel), field(locale.t("paid_by"), inputs.payer)),
    files.element,
    field(locale.t("note"), inputs.note),
    effect,
    h("div", { class: "ft" },
      button({ look: "q", text: locale.t("cancel"), act: () => (renewal ? card.openLedger(line) : card.sheets.close()) }, locale), submit),
    h("input", { type: "submit", hidden: true }));
  card.sheets.show(form);
  if (!renewal) foresee();
}

/** @param {Card} card @param {Line} line @param {string} kind */
export const channelName = ({ locale }, line, kind) =>
  kind === "website" && line.carrier ? locale.t("channel_website_of", { carrier: line.carrier }) : locale.t(`channel_${kind}`) || kind;

/** What a renewal will do, in words and as thread. @param {Preview} told @param {Line} line @param {Card} card */
function effectOf(told, line, { locale }) {
  const { outcome, before, after, text } = told;
  if (outcome === "moved" && after.service_until) {
    const old = before.service_until;
    const strong = h("b", {}, locale.day(after.service_until));
    return [
      h("p", {}, old && old !== after.service_until
        ? locale.pieces("effect_moved", { new: strong, old: locale.day(old) })
        : locale.pieces("effect_until", { new: strong })),
      thread(line, locale, { gain: after.service_until }),
    ];
  }
  const key = outcome === "same_deed" ? "effect_same" : outcome === "contained" ? "effect_contained"
    : outcome === "undated" ? "effect_undated" : "effect_unchanged";
  return [h("p", {}, text || locale.t(key))];
}

/** What was done: with its undoing, or that it had been done already.
 * @param {Card} card @param {Line} line @param {Recorded} told @param {Record<string, unknown>} fields */
function answer(card, line, told, fields) {
  const { locale, hass } = card;
  const end = told.after.service_until;
  if (told.outcome === "same_deed") {
    const who = told.by ?? told.payer;
    const when = told.recorded_at ? locale.ago(told.recorded_at, Date.now()) : "";
    const amount = told.charged_amount ?? null;
    const sentence = who && end && amount !== null
      ? locale.t("second", { who, when, amount: locale.money(amount, told.currency ?? line.price?.currency ?? ""), day: locale.day(end) })
      : locale.t("second_bare", { when });
    const again = async () => answer(card, line, await record(hass, line, { ...fields, in_addition: true }), fields);
    return card.sheets.answer(locale.t("second_title"), [h("p", {}, sentence)],
      [button({ look: "t", text: locale.t("second_top_up"), act: again }, locale)], "alert");
  }
  const undo = async () => {
    await act(hass, line, "undo_renewal", { renewal_id: told.renewal_id });
    card.sheets.answer(line.name, [h("p", {}, locale.t("undone_answer"))], [], "status");
  };
  /** @type {Line} */
  const now = { ...line, ...told.after, status: "active", is_due: false, question: null, alerts: [], reminds_on: null, receives_until: null, is_available: true };
  const sentence = told.outcome === "contained" ? locale.t("effect_contained")
    : end ? locale.pieces("effect_until", { new: h("b", {}, locale.day(end)) }) : locale.t("effect_undated");
  card.sheets.answer(locale.t("answer_title", { name: line.name }), [
    h("p", {}, sentence), (told.advice ?? []).map((each) => h("p", {}, each)), end && end >= locale.today && thread(now, locale),
  ], [button({ look: "t", text: locale.t("undo"), icon: "undo", act: undo }, locale)], "status");
}

/** A photo or a file, with what was chosen. @param {Card} card */
export function filePicker({ locale }) {
  /** @type {File | null} */
  let chosen = null;
  const name = h("span", { class: "name" });
  const remove = button({ look: "q x", icon: "close", act: () => take(null) }, locale);
  const inputs = /** @type {const} */ ([["take_photo", "camera", "image/*", "environment"], ["choose_file", "file", "application/pdf,image/*", null]])
    .map(([text, symbol, accept, capture]) => {
      const input = h("input", { type: "file", accept, capture, hidden: true, onchange: () => input.files?.[0] && take(input.files[0]) });
      return [input, button({ look: "t", text: locale.t(text), icon: symbol, act: () => input.click() }, locale)];
    });
  const area = h("div", { class: "files" }, inputs, name);
  const element = h("div", { class: "fld", role: "group", "aria-label": locale.t("receipt") }, h("span", {}, locale.t("receipt")), area);
  const take = (/** @type {File | null} */ file) => {
    const trouble = file && fileTrouble(file);
    mark(area, trouble ? locale.t(trouble, { limit: `10\u00a0${locale.t("unit_megabytes")}` }) : "");
    chosen = trouble ? null : file;
    name.textContent = chosen?.name ?? "";
    for (const [input] of inputs) input.value = "";
    if (!chosen) return remove.remove();
    remove.setAttribute("aria-label", locale.t("remove_file", { file: chosen.name }));
    name.after(remove);
  };
  return { element, file: () => chosen };
}
