// In this order: each of the later names also stands in what the earlier ones send.
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

const firstIn = (list: typeof BROWSERS, text: string): string | undefined =>
  list.find(([, pattern]) => pattern.test(text))?.[0];

/** "Firefox, Windows" from what a browser says of itself; null when it says nothing we know. */
export function browserName(userAgent: string | null): string | null {
  const text = userAgent ?? '';
  const names = [firstIn(BROWSERS, text), firstIn(SYSTEMS, text)].filter(Boolean);
  return names.length === 0 ? null : names.join(', ');
}
