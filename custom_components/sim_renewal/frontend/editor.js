/** The visual editor of the card: selectors of Home Assistant's own form. */

/** @type {Record<string, string>} */
const ENGLISH = { title: "Title", view: "Shows", device: "Line", limit: "At most this many lines", density: "Density" };

/** A text of ours through Home Assistant; English where it has none loaded.
 * @param {((key: string) => string) | undefined} localize @param {string} key @param {string} english */
const word = (localize, key, english) => localize?.(`component.sim_renewal.common.card_${key}`) || english;

/** @type {((key: string) => string) | undefined} */
let localizer;

/** Keeps how Home Assistant translates, for a form that is asked for without it. @param {(key: string) => string} localize */
export function useLocalize(localize) {
  localizer = localize;
}

export function cardForm() {
  const option = (/** @type {string} */ key, /** @type {string} */ value, /** @type {string} */ english) => ({
    value, label: word(localizer, `${key}_${value}`, english),
  });
  return {
    schema: [
      { name: "title", selector: { text: {} } },
      {
        name: "view", default: "household",
        selector: { select: { mode: "dropdown", options: [
          option("view", "household", "The household"), option("view", "line", "One line"), option("view", "costs", "Costs"),
        ] } },
      },
      { name: "device", selector: { device: { filter: { integration: "sim_renewal" }, entity: { integration: "sim_renewal", domain: "event" } } } },
      { name: "limit", selector: { number: { min: 1, mode: "box" } } },
      {
        name: "density", default: "comfortable",
        selector: { select: { mode: "dropdown", options: [
          option("density", "comfortable", "Comfortable"), option("density", "compact", "Compact"), option("density", "large", "Large, for a wall"),
        ] } },
      },
    ],
    computeLabel: (/** @type {{ name: string }} */ { name }, /** @type {(key: string) => string} */ localize) =>
      word(localize, `option_${name}`, ENGLISH[name] ?? name),
  };
}
