/** Forms in sheets: a new balance, other dates, another amount. */

import { button, field, mark } from "./controls.js";
import { DeedError, act, verify } from "./deeds.js";
import { h } from "./dom.js";

/**
 * A form in a sheet. `read` gives what was typed, or by input what has to be mended first; `save` may refuse a field.
 * @typedef {object} Form
 * @property {Record<string, HTMLElement>} inputs
 * @property {any[]} content
 * @property {() => Fields | Map<HTMLElement, string>} read
 * @property {(given: Fields) => Promise<unknown>} save
 * @property {string} [text] of the button
 * @property {() => unknown} [cancel]
 * @property {() => void} [typed]
 */

/** @param {Card} card @param {string} title @param {Form} form */
export function formSheet(card, title, { inputs, content, read, save, text = "apply", cancel = () => card.sheets.close(), typed }) {
  const { locale } = card;
  const run = async () => {
    const given = read();
    const wrong = given instanceof Map ? given : new Map();
    for (const input of Object.values(inputs)) mark(input, locale.t(wrong.get(input) ?? ""));
    if (wrong.size) return wrong.keys().next().value.focus();
    try {
      await save(/** @type {Fields} */ (given));
    } catch (error) {
      const input = error instanceof DeedError && error.field ? inputs[error.field] : null;
      if (!input?.isConnected) throw error;
      mark(input, locale.capital(/** @type {DeedError} */ (error).reason) || locale.t("failed"));
      input.focus();
    }
  };
  const submit = button(locale, "p", { key: text, autofocus: Object.values(inputs).every((each) => each.getAttribute("autofocus") === null), act: run });
  card.sheets.show(h("form", {
    class: "sheet",
    oninput: typed,
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      submit.click();
    },
  },
    card.sheets.top(title),
    content,
    h("div", { class: "ft" }, button(locale, "q", { key: "cancel", act: cancel }), submit),
    h("input", { type: "submit", hidden: true })));
}

/** A form of a few fields that closes once what was typed is kept.
 * @param {Card} card @param {Line} line @param {string} title @param {{ name: string, label: string, input: HTMLInputElement }[]} fields
 * @param {Pick<Form, "read" | "save">} how @param {string} [help] */
function smallForm(card, line, title, fields, { read, save }, help) {
  fields[0].input.setAttribute("autofocus", "");
  formSheet(card, `${card.locale.t(title)} · ${line.name}`, {
    inputs: Object.fromEntries(fields.map(({ name, input }) => [name, input])),
    content: [fields.map(({ label, input }) => field(label, input)), help && h("p", { class: "fld" }, h("small", {}, card.locale.t(help)))],
    read,
    save: async (given) => {
      await save(given);
      card.sheets.close();
    },
  });
}

/** What was typed, or that something has to be. @param {Fields} given @param {HTMLElement} first */
const orRequired = (given, first) => (Object.keys(given).length ? given : new Map([[first, "required"]]));

/** @param {Card} card @param {Line} line */
export function balanceSheet(card, line) {
  const { locale } = card;
  const unlimited = locale.t("unlimited");
  const known = line.buckets ?? [];
  const kinds = /** @type {BucketKind[]} */ (known.length ? known.map(({ bucket }) => bucket) : ["data", "voice", "sms", "credit"]);
  const fields = kinds.map((name) => {
    const bucket = known.find((each) => each.bucket === name);
    const unit = bucket?.unit ?? { data: "GB", voice: "min", sms: "SMS", credit: line.price?.currency ?? "" }[name];
    return {
      name,
      label: locale.t(`bucket_${name}`) + (name === "data" || name === "voice" ? ` (${locale.unit(unit)})` : ""),
      input: h("input", {
        inputmode: "decimal", autocomplete: "off", list: name === "credit" ? null : "endless",
        placeholder: bucket?.is_unlimited ? unlimited : typeof bucket?.value !== "number" ? null : name === "credit" ? locale.money(bucket.value, unit) : locale.number(bucket.value),
      }),
    };
  });
  smallForm(card, line, "new_balance", fields, {
    read: () => {
      /** @type {Fields} */
      const given = {};
      for (const { name, input } of fields) {
        const typed = input.value.trim();
        const value = typed.toLowerCase() === unlimited.toLowerCase() ? "unlimited" : locale.parse(typed);
        if (typed && (value === null || Number(value) < 0)) return new Map([[input, "not_an_amount"]]);
        if (typed) given[name] = value;
      }
      return orRequired(given, fields[0].input);
    },
    save: (given) => act(card.hass, line, "update_balance", given),
  }, "unknown_kept");
  card.sheets.dialog?.append(h("datalist", { id: "endless" }, h("option", { value: unlimited })));
}

/** @param {Card} card @param {Line} line */
export function datesSheet(card, line) {
  const fields = /** @type {const} */ (["service_until", "number_until"]).map((name) => ({
    name, label: card.locale.t(name), input: h("input", { type: "date", value: line[name] }),
  }));
  smallForm(card, line, line.service_until ? "menu_dates" : "set_date", fields, {
    read: () => orRequired(Object.fromEntries(fields
      .filter(({ name, input }) => input.value && (input.value !== line[name] || line.question))
      .map(({ name, input }) => [name, input.value])), fields[0].input),
    save: (given) => act(card.hass, line, "set_validity", given),
  }, "unknown_kept");
}

/** @param {Card} card @param {Line} line @param {Extract<Question, { kind: "landed" }>} asked */
export function amountSheet(card, line, asked) {
  const { locale } = card;
  const input = h("input", {
    inputmode: "decimal", autocomplete: "off", value: asked.amount === null ? null : locale.money(asked.amount, asked.currency),
  });
  smallForm(card, line, "wrong_charge", [{ name: "amount", label: locale.t("amount"), input }], {
    read: () => {
      const amount = locale.parse(input.value);
      return amount === null || amount < 0 ? new Map([[input, "not_an_amount"]]) : { amount };
    },
    save: (given) => verify(card.hass, line, asked.renewal_id, { verdict: "wrong_charge", ...given }),
  });
}
