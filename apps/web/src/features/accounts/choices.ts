/** Languages of texts, each in its own name. */
export const LANGUAGES = [
  { code: 'pl', name: 'Polski' },
  { code: 'en', name: 'English' },
  { code: 'hu', name: 'Magyar' },
  { code: 'de', name: 'Deutsch' },
] as const;

/** The zones the browser knows; the first users' own come first. */
export const TIME_ZONES: readonly string[] = [
  'Europe/Warsaw',
  'Europe/Budapest',
  'Europe/Berlin',
  ...Intl.supportedValuesOf('timeZone').filter(
    (zone) => !['Europe/Warsaw', 'Europe/Budapest', 'Europe/Berlin'].includes(zone),
  ),
];
