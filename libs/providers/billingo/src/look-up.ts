import {
  type InvoiceRecord,
  type ProviderContext,
  ProviderError,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';

import { type BillingoDocument, COLLECTION, readDocument } from './document.js';
import { getDetail } from './http/get-detail.js';
import { invoiceRecord } from './invoice-record.js';
import { needsPayments, readPayments } from './payments.js';

/**
 * What is asked for one by one while a page is read, and how often: documents that others name, and the payments on
 * documents that do not tell by themselves what is open.
 */
export class LookUps {
  count = 0;
  readonly records: InvoiceRecord[] = [];
  readonly setAside: SetAside[] = [];

  constructor(private readonly context: ProviderContext) {}

  /** @returns null when there is none, or none that can be used */
  async document(externalId: string): Promise<BillingoDocument | null> {
    this.count += 1;
    const raw = await getDetail(this.context, `/documents/${externalId}`);
    if (raw === 'gone') return null;
    const row = readDocument(raw);
    if (row.isUsable) return row.record;
    this.setAside.push(row.setAside);
    return null;
  }

  /**
   * Adds the document's record, with its payments where they are needed. One that is gone meanwhile is left out; one
   * whose payments or original cannot be told is set aside.
   *
   * @param areUnpaid it is known already that nothing was paid on it
   */
  async add(document: BillingoDocument, areUnpaid = false): Promise<void> {
    try {
      const isAsked = !areUnpaid && needsPayments(document);
      if (isAsked) this.count += 1;
      const payments = isAsked ? await readPayments(this.context, document) : null;
      if (payments !== 'gone') this.records.push(invoiceRecord(document, payments));
    } catch (error) {
      if (!(error instanceof ProviderError) || error.actor !== 'reject') throw error;
      const isUnclear = error.code === 'unclear-correction';
      this.setAside.push({
        collection: COLLECTION,
        externalId: document.externalId,
        reason: isUnclear ? 'unclear-correction' : 'malformed',
        ...told(...error.findings),
        record: { id: document.externalId, number: document.facts.number },
      });
    }
  }
}
