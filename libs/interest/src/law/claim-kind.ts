/**
 * Who owes, which decides on rates and rights:
 * - `commercial`: a business, for goods or services between businesses;
 * - `public-body`: a contracting authority paying a business;
 * - `public-health`: a public body that is a healthcare entity;
 * - `consumer`: a person, or any debt outside commercial transactions.
 */
export type ClaimKind = 'commercial' | 'public-body' | 'public-health' | 'consumer';

export const CLAIM_KINDS: readonly ClaimKind[] = [
  'commercial',
  'public-body',
  'public-health',
  'consumer',
];

/** Other names people use: the business is the commercial debtor, statutory interest is the consumer's. */
const OTHER_NAMES: Readonly<Record<string, ClaimKind>> = {
  business: 'commercial',
  'commercial-public': 'public-body',
  'commercial-public-health': 'public-health',
  minimum: 'commercial',
  statutory: 'consumer',
};

/**
 * Reads a kind by any of its names, with a country and the debt's currency around it or not:
 * "commercial", "PL_commercial_public_health", "HU_business_EUR_debt". Null for a name nobody knows.
 */
export function readClaimKind(text: string): ClaimKind | null {
  const name = text
    .replace(/^[A-Z]{2}_/, '')
    .replace(/_[A-Z]{3}_debt$/, '')
    .replaceAll('_', '-');
  const known = CLAIM_KINDS.find((kind) => kind === name);
  return known ?? (Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name]! : null);
}
