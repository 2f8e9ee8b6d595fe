// Preferences of this browser, nothing personal: what is shown how, never who or what.
type Preference = 'language' | 'theme' | 'account';

const keyOf = (name: Preference): string => `invoicetracker.${name}`;

/** A stored preference, or null; a browser that forbids storage simply has none. */
export function readPreference(name: Preference): string | null {
  try {
    return globalThis.localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    globalThis.localStorage.setItem(keyOf(name), value);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page is closed.
  }
}
