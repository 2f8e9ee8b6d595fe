/** The table of the base rate of the central bank that issues a currency. */
const TABLE_BY_CURRENCY: Readonly<Record<string, string>> = {
  EUR: 'ecb-mro',
  HUF: 'mnb-base',
  PLN: 'nbp-reference',
};

/** The rate table of the issuing central bank; null for a currency whose bank is not known here. */
export function centralBankTable(currency: string): string | null {
  return TABLE_BY_CURRENCY[currency] ?? null;
}
