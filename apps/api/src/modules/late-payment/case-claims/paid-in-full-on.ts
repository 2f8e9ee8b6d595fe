import { invoiceOpen } from './charges-beyond.js';
import type { ClaimFacts } from './claim-facts.reader.js';
import { paymentsKept } from './payments-kept.js';

/** The day the last of an invoice came in, whenever it was recorded; null while something of it is open on a day. */
export function paidInFullOn(facts: ClaimFacts, asOf: string): string | null {
  if (invoiceOpen(facts, asOf).minor > 0n) return null;
  const counted = paymentsKept(facts.moved, facts.principal.currency).filter(
    ({ on }) => on <= asOf,
  );
  return counted.at(-1)?.on ?? null;
}
