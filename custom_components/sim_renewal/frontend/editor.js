/** The visual editor of the card: selectors of Home Assistant's own form. */

/** Whose words it has: those of the lines that a page was given last. @type {Lines | undefined} */
let known;

/** Keeps them, as a form is asked for without anything. @param {Lines} lines */
export function remember(lines) {
  known = lines;
}

const word = (/** @type {string} */ key, /** @type {string} */ other) => known?.locale.t(key) || other;

/** A field with a choice, of which the first is usual. @param {string} name @param {string[]} values */
const choice = (name, values) => ({
  name, default: values[0],
  selector: { select: { mode: "dropdown", options: values.map((value) => ({ value, label: word(`${name}_${value}`, value) })) } },
});

export const cardForm = () => ({
  schema: [
    { name: "title", selector: { text: {} } },
    choice("view", ["household", "line", "costs"]),
    { name: "device", selector: { device: { filter: { integration: "sim_renewal" }, entity: { integration: "sim_renewal", domain: "event" } } } },
    { name: "limit", selector: { number: { min: 1, mode: "box" } } },
    choice("density", ["comfortable", "compact", "large"]),
  ],
  computeLabel: (/** @type {{ name: string }} */ { name }) => word(`option_${name}`, name),
});
