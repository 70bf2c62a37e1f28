/** What people do, as messages to the server. A refusal is a `DeedError` in the reader's language. */

const DOMAIN = "sim_renewal";
const LARGEST_FILE = 10 * 1024 * 1024;
const DAY = 86_400_000;


/** A deed that was refused or did not arrive; `field` names what has to be mended. */
export class DeedError extends Error {
  /** @param {string} message @param {string | null} [field] */
  constructor(message, field = null) {
    super(message);
    this.field = field;
  }

  /** What is said beside the field, which has its label there. */
  get reason() {
    return this.message.replace(RegExp(`^${this.field}\\s*[:：]\\s*`), "");
  }
}

/** @param {Hass} hass @param {any} error @returns {Promise<DeedError>} */
async function asDeedError(hass, error) {
  const field = error?.field ?? error?.translation_placeholders?.field ?? null;
  const key = error?.translation_key;
  let message = error?.message ?? "";
  if (key && (error.translation_domain ?? DOMAIN) === DOMAIN && hass.loadBackendTranslation) {
    await hass.loadBackendTranslation("exceptions", DOMAIN).catch(() => {});
    message = hass.localize?.(`component.${DOMAIN}.exceptions.${key}.message`, error.translation_placeholders) || message;
  }
  return new DeedError(message, field);
}

/** @template T @param {Hass} hass @param {string} type @param {Fields} fields @returns {Promise<T>} */
async function ask(hass, type, fields) {
  try {
    return await hass.connection.sendMessagePromise({ type: `${DOMAIN}/${type}`, language: hass.locale?.language ?? hass.language, ...fields });
  } catch (error) {
    throw await asDeedError(hass, error);
  }
}

/** Does what an action does to a line and returns its answer; called as an action, it would be recorded with all it says.
 * @param {Hass} hass @param {Line} line @param {string} action @param {Fields} [fields] @returns {Promise<any>} */
export const act = (hass, line, action, fields = {}) => ask(hass, "act", { device_id: line.device_id, action, fields });

/** @param {Hass} hass @param {Line} line @param {Fields} fields @returns {Promise<Recorded>} */
export const record = (hass, line, fields) => act(hass, line, "record_renewal", fields);

/** @param {Hass} hass @param {Line} line @param {Fields} fields @returns {Promise<Preview>} */
export const preview = (hass, line, fields) => ask(hass, "preview_renewal", { device_id: line.device_id, ...fields });

/** @param {Hass} hass @param {Line} line @returns {Promise<Renewal[]>} */
export const renewals = async (hass, line) => (await ask(hass, "renewals", { device_id: line.device_id })).renewals;

/** @param {Hass} hass @param {Line} line @param {string} renewalId @param {Fields} verdict */
export const verify = (hass, line, renewalId, verdict) =>
  ask(hass, "verify_renewal", { device_id: line.device_id, renewal_id: renewalId, ...verdict });

/** @param {Hass} hass @param {Line} line @param {string} renewalId @param {File} file */
export const attach = async (hass, line, renewalId, file) =>
  ask(hass, "attach_receipt", {
    device_id: line.device_id, renewal_id: renewalId, file_id: await upload(hass, file), file_name: file.name,
  });

/** Asks the source of a line now. @param {Hass} hass @param {string} button its entity */
export const press = (hass, button) =>
  hass.connection.sendMessagePromise({
    type: "call_service", domain: "button", service: "press", target: { entity_id: button },
  });

/** What is wrong with a file, as a key of the words; null where nothing is. @param {File} file */
export const fileTrouble = (file) =>
  file.size > LARGEST_FILE ? "file_too_large" : /^(image\/|application\/pdf$)/.test(file.type) ? null : "file_kind";

/** Hands a file over to Home Assistant and returns its id there. @param {Hass} hass @param {File} file @returns {Promise<string>} */
export async function upload(hass, file) {
  const form = new FormData();
  form.append("file", file);
  const answer = await hass.fetchWithAuth?.("/api/file_upload", { method: "POST", body: form });
  if (!answer?.ok) throw new DeedError("", "receipt_file");
  return (await answer.json()).file_id;
}

/** The statistics of each day of the last 90, by sensor. @param {Hass} hass @param {string[]} ids @param {string} today @param {Fields} [units] */
async function daily(hass, ids, today, units) {
  /** @type {Record<string, { mean: number }[]>} */
  const none = {};
  return hass.connection.sendMessagePromise({
    type: "recorder/statistics_during_period", start_time: new Date(Date.parse(`${today}T00:00Z`) - 90 * DAY).toISOString(),
    statistic_ids: ids, period: "day", types: ["mean"], units,
  }).then((answer) => /** @type {typeof none} */ (answer), () => none);
}

/** Those of the sensors of which there is more than one day to draw. @param {Hass} hass @param {string[]} ids @param {string} today */
export async function drawable(hass, ids, today) {
  if (!ids.length) return [];
  const known = await daily(hass, ids, today);
  return ids.filter((id) => known[id]?.length > 1);
}

/** @type {Map<string, Promise<number[]>>} */
const histories = new Map();

/** The values of a sensor on each of the last 30 days, the oldest first; empty where nothing was recorded.
 * @param {Hass} hass @param {string} id @param {string} unit @param {string} today @returns {Promise<number[]>} */
export function history(hass, id, unit, today) {
  const key = `${id} ${unit} ${today}`;
  let asked = histories.get(key);
  if (!asked) {
    const units = unit === "GB" ? { information: "GB" } : unit === "min" ? { duration: "min" } : {};
    asked = daily(hass, [id], today, units).then((known) => (known[id] ?? []).slice(-30).map(({ mean }) => mean).filter(Number.isFinite));
    histories.set(key, asked);
  }
  return asked;
}

/** @param {string} path */
export function navigate(path) {
  window.history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
}
