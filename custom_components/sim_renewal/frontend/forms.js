/**
 * Small sheets: a new balance, other dates, another amount.
 * @import { Card } from "./card.js"
 * @import { Fields } from "./deeds.js"
 * @import { BucketKind, Line, Question } from "./types"
 */

import { button, field, mark } from "./controls.js";
import { DeedError, act, verify } from "./deeds.js";
import { h } from "./dom.js";

/**
 * A form in a sheet: its fields are read by `read`, and what that returns is handed to `save`.
 * @param {Card} card @param {string} title @param {{ name: string, label: string, input: HTMLInputElement }[]} fields
 * @param {{ help?: string, read: () => Fields | [HTMLInputElement, string], save: (given: Fields) => Promise<unknown> }} how
 */
function formSheet(card, title, fields, { help, read, save }) {
  const { locale } = card;
  const run = async () => {
    for (const { input } of fields) mark(input, "");
    const given = read();
    if (Array.isArray(given)) {
      mark(given[0], locale.t(given[1]));
      return given[0].focus();
    }
    try {
      await save(given);
      card.sheets.close();
    } catch (error) {
      const wrong = error instanceof DeedError && fields.find(({ name }) => name === error.field);
      if (!wrong) throw error;
      mark(wrong.input, /** @type {Error} */ (error).message);
      wrong.input.focus();
    }
  };
  const submit = button({ look: "p", text: locale.t("apply"), act: run }, locale);
  fields[0]?.input.setAttribute("autofocus", "");
  card.sheets.show(h("form", {
    class: "sheet",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      submit.click();
    },
  },
    card.sheets.top(title),
    fields.map(({ label, input }) => field(label, input)),
    help && h("p", { class: "fld" }, h("small", {}, help)),
    h("div", { class: "ft" }, button({ look: "q", text: locale.t("cancel"), act: () => card.sheets.close() }, locale), submit),
    h("input", { type: "submit", hidden: true })));
}

/** @param {Card} card @param {Line} line */
export function balanceSheet(card, line) {
  const { locale, hass } = card;
  const known = line.buckets ?? [];
  const kinds = /** @type {BucketKind[]} */ (known.length ? known.map(({ bucket }) => bucket) : ["data", "voice", "sms", "credit"]);
  const fields = kinds.map((kind) => {
    const bucket = known.find((each) => each.bucket === kind);
    const unit = bucket?.unit ?? { data: "GB", voice: "min", sms: "SMS", credit: line.price?.currency ?? "" }[kind];
    const name = locale.t(`bucket_${kind}`);
    return {
      name: kind,
      label: kind === "data" ? `${name} (${locale.t("unit_gigabytes")})` : kind === "voice" ? `${name} (${locale.t("unit_minutes")})` : name,
      input: h("input", {
        inputmode: "decimal", autocomplete: "off",
        placeholder: bucket && bucket.value !== null ? locale.amount(bucket.value, unit) : null,
      }),
    };
  });
  formSheet(card, `${locale.t("new_balance")} · ${line.name}`, fields, {
    help: locale.t("unknown_kept"),
    read: () => {
      /** @type {Record<string, number>} */
      const given = {};
      for (const { name, input } of fields) {
        const typed = input.value.trim();
        if (!typed) continue;
        const value = locale.parse(typed);
        if (value === null || value < 0) return [input, "not_an_amount"];
        given[name] = value;
      }
      return Object.keys(given).length ? given : [fields[0].input, "required"];
    },
    save: (given) => act(hass, line, "update_balance", given),
  });
}

/** @param {Card} card @param {Line} line */
export function datesSheet(card, line) {
  const { locale, hass } = card;
  const fields = /** @type {const} */ (["service_until", "number_until"]).map((name) => ({
    name, label: locale.t(name), input: h("input", { type: "date", value: line[name] }),
  }));
  formSheet(card, `${locale.t(line.service_until ? "menu_dates" : "set_date")} · ${line.name}`, fields, {
    help: locale.t("unknown_kept"),
    read: () => {
      const given = Object.fromEntries(fields.filter(({ name, input }) => input.value && (input.value !== line[name] || line.question))
        .map(({ name, input }) => [name, input.value]));
      return Object.keys(given).length ? given : [fields[0].input, "required"];
    },
    save: (given) => act(hass, line, "set_validity", given),
  });
}

/** @param {Card} card @param {Line} line @param {Extract<Question, { kind: "landed" }>} asked */
export function amountSheet(card, line, asked) {
  const { locale, hass } = card;
  const input = h("input", {
    inputmode: "decimal", autocomplete: "off", value: asked.amount === null ? null : locale.money(asked.amount, asked.currency),
  });
  formSheet(card, `${locale.t("wrong_charge")} · ${line.name}`, [{ name: "amount", label: locale.t("amount"), input }], {
    read: () => {
      const amount = locale.parse(input.value);
      return amount === null || amount < 0 ? [input, "not_an_amount"] : { amount };
    },
    save: (given) => verify(hass, line, asked.renewal_id, { verdict: "wrong_charge", ...given }),
  });
}
