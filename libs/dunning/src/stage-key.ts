/** A stage of the account's own: the shipped one its text begins with, and a number, e.g. `demand-2`. */
const OWN = /^(.+?)-(?:[2-9]|[1-9]\d)$/;

/** The key of the shipped stage that a stage is, or is modelled on. */
export function shippedStageKey(key: string): string {
  return OWN.exec(key)?.[1] ?? key;
}
