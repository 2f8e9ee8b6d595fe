import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { isEmailAddress } from '../email-addresses.js';
import type { Page } from '../page.js';
import type { InvoiceRef } from '../provider.js';
import type { InvoiceRecord } from '../records.js';
import type { ArchiveSubject, ConformanceSubject } from './conformance-subject.js';
import {
  contextOf,
  debts,
  listingPromises,
  type ListingSubject,
  sortedRefs,
} from './listing-promises.js';
import { downloadPromises } from './download-promises.js';
import { walkPages } from './walk-pages.js';

export { CONFORMANCE_FAULTS, type ConformanceFault } from './conformance-fault.js';
export type { ArchiveSubject, ConformanceSubject } from './conformance-subject.js';
export { instantTransport } from './instant-transport.js';
export { walkPages } from './walk-pages.js';

/** What the host relies on, whichever provider it talks to. Every connector runs it against a server that misbehaves. */
export function describeConformance(
  name: string,
  makeSubject: () => Promise<ConformanceSubject>,
): void {
  describe(`${name} keeps the connector's promises`, () => {
    let subject: ConformanceSubject;
    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const listing = (): ListingSubject => ({
      ...subject,
      documents: () => subject.openDocuments(),
    });
    const context = () => contextOf(listing());
    const receivables = (between?: (page: Page<InvoiceRecord>) => void) =>
      walkPages(
        (cursor) =>
          subject.provider.listOpenReceivables(context(), { dueUntil: subject.dueUntil }, cursor),
        between,
      );

    listingPromises(listing, () => receivables());
    downloadPromises(() => ({ ...subject, documents: () => subject.openDocuments() }));

    it('loses no document when others are paid between two pages', async () => {
      const expected = sortedRefs(subject.openDocuments());
      let isFirst = true;
      const pages = await receivables((page) => {
        if (isFirst) page.records.slice(0, 5).forEach(subject.pay);
        isFirst = false;
      });
      expect(debts(pages)).toEqual(expected);
    });

    it('reads a document again as the list had it, and notices payment and deletion', async () => {
      const [paid, removed] = subject.openDocuments() as [InvoiceRef, InvoiceRef];
      const [first] = await receivables();
      const listed = first?.records.find(({ externalId }) => externalId === paid.externalId);
      const read = () => subject.provider.getInvoice(context(), paid);
      const again = (await read()) as InvoiceRecord;
      // a list may leave the link out, but not give another one
      expect({ ...again, payLink: listed?.payLink && again.payLink }).toEqual(listed);
      subject.pay(paid);
      subject.remove(removed);
      expect(await read()).toMatchObject({ openMinor: 0n, paidOn: expect.anything() });
      expect(await subject.provider.getInvoice(context(), removed)).toBe('gone');
    });

    it('lists every client once, with addresses mail can be sent to', async () => {
      const pages = await walkPages((cursor) => subject.provider.listClients(context(), cursor));
      const clients = pages.flatMap(({ records }) => records);
      expect(clients.map(({ externalId }) => externalId).sort()).toEqual(
        [...subject.clientIds()].sort(),
      );
      expect(
        clients.flatMap(({ emails }) => emails).filter((email) => !isEmailAddress(email)),
      ).toEqual([]);
      const [one] = clients;
      expect(await subject.provider.getClient(context(), one?.externalId ?? '')).toEqual(one);
    });
  });
}

/**
 * The same for a provider that keeps documents as they were issued, for ever: it has no list of what is open and none of
 * clients, hears of no payment and loses nothing.
 */
export function describeArchiveConformance(
  name: string,
  makeSubject: () => Promise<ArchiveSubject>,
): void {
  describe(`${name} keeps the promises of an archive`, () => {
    let subject: ArchiveSubject;
    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const changes = (since = new Date(0)) =>
      walkPages((cursor) =>
        subject.provider.listChangedInvoices(contextOf(subject), since, cursor),
      );

    listingPromises(
      () => subject,
      () => changes(),
    );

    it('says on its last page alone up to when it has told everything', async () => {
      const pages = await changes();
      expect(pages.length).toBeGreaterThan(2);
      expect(pages.filter(({ completeUntil }) => completeUntil !== undefined)).toEqual(
        pages.slice(-1),
      );
    });

    it('tells from there on what is new, and nothing that was told', async () => {
      const until = (await changes()).at(-1)?.completeUntil;
      const added = subject.issue();
      expect(debts(await changes(until))).toEqual(sortedRefs([added]));
    });

    it('reads a document again as the list had it', async () => {
      const [first] = await changes();
      const listed = first?.records[0] as InvoiceRecord;
      expect(await subject.provider.getInvoice(contextOf(subject), listed)).toEqual(listed);
    });

    it('says that it never hears of payments', () => {
      expect(subject.provider.description.learnsOfPayments).toBe(false);
    });
  });
}
