/** The reference rates people and banks may add to, by the id of their table. */
export const RATE_TABLES = ['nbp-reference', 'mnb-base', 'de-basiszins', 'ecb-mro'] as const;

export type RateTableId = (typeof RATE_TABLES)[number];

/** Whose mid rates the laws name, and into which currency. */
export const PUBLISHERS = { NBP: 'PLN', MNB: 'HUF' } as const;

export type Publisher = keyof typeof PUBLISHERS;
