import { inspect } from 'node:util';
import { expect, it } from '@jest/globals';

import type { Credentials } from '../credentials.js';
import type { Page } from '../page.js';
import type { InvoiceRef, Provider, ProviderContext } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import type { InvoiceRecord } from '../records.js';
import type { ConformanceFault } from './conformance-fault.js';
import { instantTransport } from './instant-transport.js';

/** A connector that lists documents, whichever way, and what its list must hold. */
export interface ListingSubject {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly wrongCredentials: Credentials;
  /** what the list must hold, without corrections */
  documents(): readonly InvoiceRef[];
  fault(kind: ConformanceFault, times: number): void;
}

/** What holds for every list of documents, whether of what is open or of what has come since. */
export function listingPromises(
  subject: () => ListingSubject,
  pass: () => Promise<Page<InvoiceRecord>[]>,
): void {
  const context = (credentials?: Credentials) => contextOf(subject(), credentials);

  it('lists every open document once and nothing else', async () => {
    expect(debts(await pass())).toEqual(sortedRefs(subject().documents()));
  });

  it('says on each page which stretch of the list it speaks for, without a gap', async () => {
    let through: bigint | null = null;
    for (const page of await pass()) {
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

  it.each([1, 2, 3])(
    'finds the right documents when the filter is ignored %i times',
    async (times) => {
      subject().fault('ignore-filter', times);
      const pages = await pass();
      expect(debts(pages)).toEqual(sortedRefs(subject().documents()));
      expect(pages.some((page) => !page.isFilterHonoured)).toBe(true);
    },
  );

  it.each(['bad-row', 'wrong-currency'] as const)(
    'sets one %s aside and goes on with the rest',
    async (fault) => {
      subject().fault(fault, 1);
      const pages = await pass();
      const asides = pages.flatMap(({ setAside }) => setAside);
      expect(asides).toHaveLength(1);
      expect(asides[0]?.externalId).not.toBeNull();
      const found = [
        ...debts(pages),
        ...asides.map(({ collection, externalId }) => `${collection}/${externalId}`),
      ];
      expect(found.sort()).toEqual(sortedRefs(subject().documents()));
    },
  );

  it('delivers a document once although the page repeats it', async () => {
    subject().fault('duplicate-rows', 1);
    const pages = await pass();
    expect(debts(pages)).toEqual(sortedRefs(subject().documents()));
    expect(pages.flatMap(({ setAside }) => setAside).map(({ reason }) => reason)).toContain(
      'duplicate',
    );
  });

  it.each(['429', '429-retry-after', '500', 'cut', 'html'] as const)(
    'gets over %s by itself',
    async (fault) => {
      subject().fault(fault, 2);
      expect(debts(await pass())).toEqual(sortedRefs(subject().documents()));
    },
  );

  it.each(['429', '500', 'cut', 'html'] as const)(
    'says when to come back when %s goes on',
    async (fault) => {
      subject().fault(fault, 100);
      const error = await failureOf(pass());
      expect(error).toMatchObject({ actor: 'retry' });
      expect(error.retryAt).toBeGreaterThan(0);
    },
  );

  it('asks for another key when this one is refused, without repeating it', async () => {
    const error = await failureOf(
      subject().provider.testConnection(context(subject().wrongCredentials)),
    );
    expect(error).toMatchObject({ actor: 'reconnect' });
    const told = inspect(error, { depth: 10, showHidden: true });
    for (const { name, isSecret } of subject().provider.description.credentials) {
      if (isSecret) expect(told).not.toContain(subject().wrongCredentials[name]);
    }
  });

  it('proves a connection that works', async () => {
    expect(await subject().provider.testConnection(context())).toMatchObject({ ok: true });
  });
}

/** A new one each time, as if each were another run. */
export function contextOf(
  { provider, baseUrl, credentials: own }: ListingSubject,
  credentials: Credentials = own,
): ProviderContext {
  return instantTransport(provider, baseUrl, credentials);
}

/** Corrections follow the documents they correct and are not open themselves. */
export function debts(pages: readonly Page<InvoiceRecord>[]): string[] {
  return sortedRefs(
    pages.flatMap(({ records }) => records).filter(({ kind }) => kind !== 'credit_note'),
  );
}

export function sortedRefs(refs: readonly InvoiceRef[]): string[] {
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
