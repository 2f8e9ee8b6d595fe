import { expect, it } from '@jest/globals';

import type { DownloadsInvoices, InvoiceRef } from '../provider.js';
import { LARGEST_PDF } from '../require-pdf.js';
import type { ConformanceFault } from './conformance-fault.js';
import { contextOf, type ListingSubject } from './listing-promises.js';

/** A connector that hands documents out, and one of them. */
export interface DownloadSubject extends ListingSubject {
  readonly provider: ListingSubject['provider'] & DownloadsInvoices;
  faultDownload(kind: ConformanceFault, times: number): void;
  remove(ref: InvoiceRef): void;
}

/** What holds for every document that is handed out. */
export function downloadPromises(subject: () => DownloadSubject): void {
  const fetched = (ref = oneOf(subject())) =>
    subject().provider.downloadInvoice(contextOf(subject()), ref);

  it('hands a document out as a PDF, byte for byte the same each time', async () => {
    const file = await fetched();
    expect(file.slice(0, 5).toString('latin1')).toBe('%PDF-');
    expect(file.length).toBeLessThan(LARGEST_PDF);
    expect(await fetched()).toEqual(file);
  });

  it('says so when the document is gone', async () => {
    const ref = oneOf(subject());
    subject().remove(ref);
    expect(await fetched(ref)).toBe('gone');
  });

  it.each(['429', '429-retry-after', '500', 'cut'] as const)(
    'gets over %s by itself when it fetches a document',
    async (fault) => {
      subject().faultDownload(fault, 2);
      expect((await fetched()).slice(0, 5).toString('latin1')).toBe('%PDF-');
    },
  );

  it.each(['500', 'cut', 'html'] as const)(
    'takes nothing else for the document when %s goes on, and says that time may mend it',
    async (fault) => {
      subject().faultDownload(fault, 100);
      await expect(fetched()).rejects.toMatchObject({ actor: 'retry' });
    },
  );

  it('fetches nothing by a reference that is not its own', async () => {
    const foreign = { collection: oneOf(subject()).collection, externalId: '../clients/1' };
    await expect(fetched(foreign)).rejects.toMatchObject({
      actor: 'bug',
      code: 'reference-unknown',
    });
  });
}

const oneOf = ({ documents }: DownloadSubject): InvoiceRef => documents()[0] as InvoiceRef;
