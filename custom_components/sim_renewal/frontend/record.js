/** Recording and correcting a renewal, with what it will do while one types. */

import { button, field, mark } from "./controls.js";
import { DeedError, act, fileTrouble, preview, record, upload } from "./deeds.js";
import { h, put } from "./dom.js";
import { formSheet } from "./forms.js";
import { thread } from "./thread.js";

const TYPING = 300;
const CHANNELS = ["website", "app", "shop", "kiosk", "marketplace", "mini_program", "code", "phone_call", "automatic"];

/** @param {{ value: string, name: string }[]} options @param {string} chosen */
export const select = (options, chosen) =>
  h("select", {}, options.map(({ value, name }) => h("option", { value, selected: value === chosen }, name)));

/** @param {Card} card @param {Line} line @param {Renewal} [renewal] the one to correct */
export function recordSheet(card, line, renewal) {
  const { locale, hass } = card;
  const { today } = locale;
  const needsEnd = !renewal && line.has_rule === false && !line.is_endless;
  const price = renewal ? renewal.amount : (line.price?.amount ?? null);
  const currency = renewal?.currency ?? line.price?.currency ?? card.lines.said?.currency ?? "EUR";
  const usual = line.channels ?? [];
  /** @type {Record<string, string>} */
  const before = {
    date: renewal?.date ?? today,
    amount: price === null ? "" : locale.money(price, currency),
    channel: (renewal ? renewal.channel : usual[0]) ?? "",
    payer: (renewal ? renewal.payer : (hass.user?.name ?? line.payers?.[0])) ?? "",
    note: renewal?.note ?? "",
  };
  const channels = new Set([...(before.channel ? [] : [""]), ...usual, before.channel, ...CHANNELS]);
  /** @type {Record<string, HTMLInputElement>} */
  const inputs = {
    service_until: h("input", { type: "date", min: today, required: true, autofocus: needsEnd }),
    date: h("input", { type: "date", value: before.date, max: today, required: true }),
    amount: h("input", { inputmode: "decimal", autocomplete: "off", value: before.amount }),
    channel: select([...channels].filter((value) => value || !before.channel).map((value) => ({ value, name: value && channelName(card, line, value) })), before.channel),
    payer: select([...new Set(["", before.payer, ...(line.payers ?? [])])].map((name) => ({ value: name, name })), before.payer),
    note: h("input", { autocomplete: "off", maxlength: 2000, value: before.note }),
    receipt_file: h("span", {}),
  };
  const isAdditional = h("input", { type: "checkbox" });
  const addition = h("label", { class: "ck" }, isAdditional, locale.t("in_addition"));
  const effect = h("div", { class: "eff", "aria-live": "polite" });
  const files = filePicker(card, inputs.receipt_file);

  const read = () => {
    /** @type {Map<HTMLElement, string>} */
    const wrong = new Map();
    const typed = Object.fromEntries(Object.keys(before).map((key) => [key, inputs[key].value.trim()]));
    const amount = locale.parse(typed.amount);
    if (needsEnd && !inputs.service_until.value) wrong.set(inputs.service_until, "required");
    if (!typed.date) wrong.set(inputs.date, "required");
    else if (typed.date > today) wrong.set(inputs.date, "in_future");
    if (typed.amount && (amount === null || amount < 0)) wrong.set(inputs.amount, "not_an_amount");
    if (wrong.size) return wrong;
    // A correction has what changed, a new renewal what is known of it.
    const said = Object.entries(typed).filter(([key, value]) => (renewal ? value !== before[key] : value));
    /** @type {Fields} */
    const fields = Object.fromEntries(said);
    if ("amount" in fields) fields.amount = amount;
    if (needsEnd) fields.service_until = inputs.service_until.value;
    if (isAdditional.checked) fields.in_addition = true;
    return fields;
  };

  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const foresee = async () => {
    const given = read();
    for (const input of Object.values(inputs)) {
      const key = given instanceof Map ? given.get(input) : null;
      mark(input, key && key !== "required" ? locale.t(key) : "");
    }
    if (given instanceof Map) return effect.replaceChildren();
    const { note, ...matters } = given;
    const mine = ++asked;
    const told = await preview(hass, line, matters).catch((/** @type {DeedError} */ error) => error);
    if (mine !== asked || !effect.isConnected) return;
    effect.replaceChildren();
    if (told instanceof DeedError) return void (told.field && inputs[told.field] && mark(inputs[told.field], locale.capital(told.reason)));
    put(effect, effectOf(told, line, card));
    if (isAdditional.checked || told.is_asked || ["contained", "same_deed"].includes(told.outcome)) put(effect, [addition]);
  };

  formSheet(card, `${locale.t(renewal ? "correct" : "record")} · ${line.name}`, {
    inputs,
    content: [
      needsEnd && field(locale.t("until_question"), inputs.service_until, locale.t("until_help")),
      h("div", { class: "two" }, field(locale.t("day"), inputs.date), field(locale.t("amount"), inputs.amount)),
      h("div", { class: "two" }, field(locale.t("how"), inputs.channel), field(locale.t("paid_by"), inputs.payer)),
      files.element,
      field(locale.t("note"), inputs.note),
      effect,
    ],
    read,
    save: async (fields) => {
      clearTimeout(timer);
      const file = files.file();
      if (file) fields.receipt_file = await upload(hass, file);
      if (!renewal) return answer(card, line, await record(hass, line, fields), fields);
      if (Object.keys(fields).length) await act(hass, line, "edit_renewal", { renewal_id: renewal.renewal_id, ...fields });
      return card.openLedger(line);
    },
    text: renewal ? "apply" : "save",
    cancel: () => (renewal ? card.openLedger(line) : card.sheets.close()),
    typed: () => {
      clearTimeout(timer);
      if (!renewal) timer = setTimeout(foresee, TYPING);
    },
  });
  if (!renewal) foresee();
}

/** @param {Card} card @param {Line} line @param {string} kind */
export const channelName = ({ locale }, line, kind) =>
  kind === "website" && line.carrier ? locale.t("channel_website_of", { carrier: line.carrier }) : locale.t(`channel_${kind}`) || kind;

/** What a renewal will do, in words and as thread, and what to look at. @param {Preview} told @param {Line} line @param {Card} card */
function effectOf({ outcome, before, after, text, advice = [] }, line, { locale }) {
  const { service_until: end } = after;
  const old = before.service_until;
  const isMoved = outcome === "moved" && end;
  return [
    h("p", {}, !isMoved ? text : locale.pieces(old && old !== end ? "effect_moved" : "effect_until", {
      new: h("b", {}, locale.day(end)), old: old ? locale.day(old) : "",
    })),
    isMoved && thread(line, locale, { gain: end }),
    advice.map((each) => h("p", {}, each)),
  ];
}

/** What was done: with its undoing, or that it had been done already.
 * @param {Card} card @param {Line} line @param {Recorded} told @param {Fields} fields */
function answer(card, line, told, fields) {
  const { locale, hass } = card;
  const end = told.after.service_until;
  if (told.outcome === "same_deed") {
    const { payer: who, charged_amount: amount = null } = told;
    const when = told.recorded_at ? locale.ago(told.recorded_at, Date.now()) : "";
    const sentence = who && end && amount !== null
      ? locale.t("second", { who, when, amount: locale.money(amount, told.currency ?? line.price?.currency ?? ""), day: locale.day(end) })
      : locale.t("second_bare", { when });
    const again = async () => answer(card, line, await record(hass, line, { ...fields, in_addition: true }), fields);
    return card.sheets.answer(locale.t("second_title"), [h("p", {}, sentence)],
      [button(locale, "t", { key: "second_top_up", act: again })], "alert");
  }
  answered(card, line, told, locale.t(told.outcome === "moved" ? "answer_title" : "answer_noted", { name: line.name }),
    () => act(hass, line, "undo_renewal", { renewal_id: told.renewal_id }));
}

/** What was done to a line, with what takes it back. @param {Card} card @param {Line} line @param {Recorded} told @param {string} title
 * @param {() => Promise<unknown>} takeBack */
export function answered(card, line, told, title, takeBack) {
  const { locale } = card;
  const end = told.after.service_until;
  const undo = async () => {
    await takeBack();
    card.sheets.answer(line.name, [h("p", {}, locale.t("undone_answer"))], [], "status");
  };
  /** @type {Line} */
  const now = { ...line, ...told.after, status: "active", is_due: false, question: null, alerts: [], reminds_on: null, receives_until: null, is_available: true };
  const advice = told.advice ?? [];
  card.sheets.answer(title, [
    // The server explains what moves no date.
    (told.outcome === "moved" || !advice.length) && h("p", {}, end ? locale.pieces("effect_until", { new: h("b", {}, locale.day(end)) }) : locale.t("effect_undated")),
    advice.map((each) => h("p", {}, each)), end && end >= locale.today && thread(now, locale),
  ], [button(locale, "t", { key: "undo", icon: "undo", act: undo })], "status");
}

/** A photo or a file, with what was chosen; what a server says of it is marked at `place`. @param {Card} card @param {HTMLElement} place */
function filePicker({ locale }, place) {
  /** @type {File | null} */
  let chosen = null;
  const name = h("span", { class: "name" });
  const remove = button(locale, "q x", { icon: "close", act: () => take(null) });
  const inputs = /** @type {const} */ ([["take_photo", "camera", "image/*", "environment"], ["choose_file", "file-outline", "application/pdf,image/*", null]])
    .map(([text, symbol, accept, capture]) => {
      const input = h("input", { type: "file", accept, capture, hidden: true, onchange: () => input.files?.[0] && take(input.files[0]) });
      return [input, button(locale, "t", { key: text, icon: symbol, act: () => input.click() })];
    });
  const element = h("div", { class: "fld", role: "group", "aria-label": locale.t("receipt") },
    h("span", {}, locale.t("receipt")), h("div", { class: "files" }, inputs, name), place);
  const take = (/** @type {File | null} */ file) => {
    const trouble = file && fileTrouble(file);
    mark(place, trouble ? locale.t(trouble, { limit: locale.amount(10, "MB") }) : "");
    chosen = trouble ? null : file;
    name.textContent = chosen?.name ?? "";
    for (const [input] of inputs) input.value = "";
    if (!chosen) return remove.remove();
    remove.setAttribute("aria-label", locale.t("remove_file", { file: chosen.name }));
    name.after(remove);
  };
  return { element, file: () => chosen };
}
