/** The languages people and texts may have. */
export const LANGUAGES = ['pl', 'en', 'hu', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];
