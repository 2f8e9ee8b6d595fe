import { finding, type InvoiceRecord, ProviderError } from '@invoicetracker/provider-kit';

import type { BillingoDocument } from './document.js';
import { type Payment, settlement } from './payments.js';

/**
 * @param payments null where they are not needed, see `needsPayments`
 * @throws ProviderError `reject` for what nobody owes, and for a correction that names no original or several
 */
export function invoiceRecord(
  document: BillingoDocument,
  payments: readonly Payment[] | null,
): InvoiceRecord {
  const { kind, facts } = document;
  if (kind === null) {
    throw new ProviderError({
      actor: 'reject',
      code: 'document-unreadable',
      message: `The document is no claim but of type ${document.type}.`,
      findings: [finding('not-a-claim', 'type', document.type)],
    });
  }
  return {
    ...facts,
    kind,
    ...settlement(document, payments),
    correctsExternalId: kind === 'credit_note' ? corrected(document) : null,
    payLink: null,
  };
}

/** Among the documents it belongs to, the original is the one that was there before. */
function corrected({ earlier }: BillingoDocument): string {
  const [original, ...others] = earlier;
  if (original !== undefined && others.length === 0) return original;
  throw new ProviderError({
    actor: 'reject',
    code: 'unclear-correction',
    message: 'The correction does not say which one document it corrects.',
    findings: [finding('original-unclear')],
  });
}
