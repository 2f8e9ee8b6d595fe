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
