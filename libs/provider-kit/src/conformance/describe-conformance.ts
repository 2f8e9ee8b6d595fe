import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { isEmailAddress } from '../email-addresses.js';
import type { Page } from '../page.js';
import type { InvoiceRef } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import type { InvoiceRecord } from '../records.js';
import type { ConformanceSubject } from './conformance-subject.js';
import { instantTransport } from './instant-transport.js';
import { walkPages } from './walk-pages.js';

export {
  CONFORMANCE_FAULTS,
  type ConformanceFault,
  type ConformanceSubject,
} from './conformance-subject.js';
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

    const context = (credentials = subject.credentials) =>
      instantTransport(subject.provider, subject.baseUrl, credentials);
    /** a new transport for every page, as if each were another run */
    const receivables = (between?: (page: Page<InvoiceRecord>) => void) =>
      walkPages(
        (cursor) =>
          subject.provider.listOpenReceivables(context(), { dueUntil: subject.dueUntil }, cursor),
        between,
      );

    it('lists every open document once and nothing else', async () => {
      expect(debts(await receivables())).toEqual(sorted(subject.openDocuments()));
    });

    it('says on each page which stretch of the list it speaks for, without a gap', async () => {
      let through: bigint | null = null;
      for (const page of await receivables()) {
        if (page.sequenceRange === null) continue;
        const { afterExclusive, throughInclusive } = page.sequenceRange;
        expect(afterExclusive).toBe(through);
        for (const { sequence, collection } of page.records) {
          expect(collection).toBe(page.collection);
          expect(sequence > (afterExclusive ?? -1n)).toBe(true);
          expect(sequence <= (throughInclusive ?? sequence)).toBe(true);
        }
        through = throughInclusive;
      }
      expect(through).toBeNull();
    });

    it('loses no document when others are paid between two pages', async () => {
      const expected = sorted(subject.openDocuments());
      let isFirst = true;
      const pages = await receivables((page) => {
        if (isFirst) page.records.slice(0, 5).forEach(subject.pay);
        isFirst = false;
      });
      expect(debts(pages)).toEqual(expected);
    });

    it.each([1, 2, 3])(
      'finds the right documents when the filter is ignored %i times',
      async (times) => {
        subject.fault('ignore-filter', times);
        const pages = await receivables();
        expect(debts(pages)).toEqual(sorted(subject.openDocuments()));
        expect(pages.some((page) => !page.isFilterHonoured)).toBe(true);
      },
    );

    it.each(['bad-row', 'wrong-currency'] as const)(
      'sets one %s aside and goes on with the rest',
      async (fault) => {
        subject.fault(fault, 1);
        const pages = await receivables();
        const asides = pages.flatMap(({ setAside }) => setAside);
        expect(asides).toHaveLength(1);
        expect(asides[0]?.externalId).not.toBeNull();
        const found = [
          ...debts(pages),
          ...asides.map(({ collection, externalId }) => `${collection}/${externalId}`),
        ];
        expect(found.sort()).toEqual(sorted(subject.openDocuments()));
      },
    );

    it('delivers a document once although the page repeats it', async () => {
      subject.fault('duplicate-rows', 1);
      const pages = await receivables();
      expect(debts(pages)).toEqual(sorted(subject.openDocuments()));
      expect(pages.flatMap(({ setAside }) => setAside).map(({ reason }) => reason)).toContain(
        'duplicate',
      );
    });

    it.each(['429', '429-retry-after', '500', 'cut', 'html'] as const)(
      'gets over %s by itself',
      async (fault) => {
        subject.fault(fault, 2);
        expect(debts(await receivables())).toEqual(sorted(subject.openDocuments()));
      },
    );

    it.each(['429', '500', 'cut', 'html'] as const)(
      'says when to come back when %s goes on',
      async (fault) => {
        subject.fault(fault, 100);
        const error = await failureOf(receivables());
        expect(error).toMatchObject({ actor: 'retry' });
        expect(error.retryAt).toBeGreaterThan(0);
      },
    );

    it('asks for another key when this one is refused, without repeating it', async () => {
      const error = await failureOf(
        subject.provider.testConnection(context(subject.wrongCredentials)),
      );
      expect(error).toMatchObject({ actor: 'reconnect' });
      const told = inspect(error, { depth: 10, showHidden: true });
      for (const { name, isSecret } of subject.provider.description.credentials) {
        if (isSecret) expect(told).not.toContain(subject.wrongCredentials[name]);
      }
    });

    it('proves a connection that works', async () => {
      expect(await subject.provider.testConnection(context())).toMatchObject({ ok: true });
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

/** Corrections follow the documents they correct and are not open themselves. */
function debts(pages: readonly Page<InvoiceRecord>[]): string[] {
  return sorted(
    pages.flatMap(({ records }) => records).filter(({ kind }) => kind !== 'credit_note'),
  );
}

function sorted(refs: readonly InvoiceRef[]): string[] {
  return refs.map(({ collection, externalId }) => `${collection}/${externalId}`).sort();
}

async function failureOf(promise: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}
