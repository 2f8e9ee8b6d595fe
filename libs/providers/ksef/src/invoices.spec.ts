import { describe, expect, it } from '@jest/globals';
import { type Cursor, ProviderError, type ProviderRequest } from '@invoicetracker/provider-kit';
import { walkPages } from '@invoicetracker/provider-kit/conformance';

import { NIP, picture } from '../test/picture.js';
import { type Scripted, scripted, storedRow } from '../test/scripted-context.js';
import { ksef } from './capabilities.js';
import { crc8 } from './ksef-number.js';

const HWM = '2026-03-10T08:59:00.1234567+00:00';
const SINCE = new Date('2026-03-01T00:00:00Z');

/** The n-th number of the firm. */
function number(n: number): string {
  const bare = `${NIP}-20260305-${n.toString(16).toUpperCase().padStart(12, '0')}`;
  return `${bare}-${crc8(bare).toString(16).toUpperCase().padStart(2, '0')}`;
}

const at = (n: number) => `2026-03-05T10:00:00.${String(n).padStart(7, '0')}+00:00`;
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => storedRow(number(from + i), at(from + i)));
const list = (invoices: readonly object[], more: object = {}) => ({
  body: { hasMore: false, isTruncated: false, permanentStorageHwmDate: HWM, invoices, ...more },
});
const isList = ({ path }: ProviderRequest) => path === '/invoices/query/metadata';

/** Lists as told, one after the other; every document is there. */
function archive(...lists: readonly { body?: unknown; status?: number }[]): Scripted {
  const left = [...lists];
  return scripted((wanted) => (isList(wanted) ? (left.shift() ?? list([])) : { body: picture() }));
}

const walk = (context: Scripted, since = SINCE) =>
  walkPages((cursor) => ksef.listChangedInvoices(context, since, cursor));
const listed = (context: Scripted) => context.asked.filter(isList);
const filtersIn = (wanted: ProviderRequest | undefined) =>
  (wanted?.body as { dateRange: Record<string, unknown> }).dateRange;
const readNumbers = (context: Scripted) =>
  context.asked.filter((one) => !isList(one)).map(({ path }) => path.split('/').at(-1));

describe('a pass', () => {
  it('asks for what the firm sold, by the moment of storing, 250 at a time', async () => {
    const context = archive(list([]));
    await walk(context);
    expect(context.asked).toHaveLength(1);
    expect(context.asked[0]).toMatchObject({
      limit: 'metadata',
      isRead: true,
      query: [
        ['sortOrder', 'Asc'],
        ['pageOffset', '0'],
        ['pageSize', '250'],
      ],
      body: {
        subjectType: 'Subject1',
        dateRange: {
          dateType: 'PermanentStorage',
          from: '2026-03-01T00:00:00.000Z',
          restrictToPermanentStorageHwmDate: true,
        },
      },
    });
    expect(filtersIn(context.asked[0])).not.toHaveProperty('to');
  });

  it('reads each document once, through every cursor, and counts pages by one', async () => {
    const context = archive(list(rows(0, 250), { hasMore: true }), list(rows(250, 263)));
    const pages = await walk(context);
    expect(pages.flatMap(({ records }) => records)).toHaveLength(263);
    expect(readNumbers(context)).toEqual(rows(0, 263).map(({ ksefNumber }) => ksefNumber));
    expect(listed(context).map(({ query }) => query?.[1]?.[1])).toEqual(['0', '1']);
    expect(pages.at(-1)?.completeUntil).toEqual(new Date('2026-03-10T08:59:00.123Z'));
  });

  it('walks three months at a time, from the opening of KSeF', async () => {
    const mark = (permanentStorageHwmDate: string) => list([], { permanentStorageHwmDate });
    const later = Date.parse('2026-09-01T00:00:00Z');
    const context = archive(mark('2026-05-01T00:00:00Z'), mark('2026-07-29T00:00:00Z'), list([]));
    const session = { accessToken: 'a', refreshToken: 'r', at: later };
    context.memory.set('ksef.session', Promise.resolve(session));
    await walk(context, new Date(0));
    expect(listed(context).map(filtersIn)).toMatchObject([
      { from: '2026-02-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' },
      { from: '2026-05-01T00:00:00.000Z', to: '2026-07-29T00:00:00.000Z' },
      { from: '2026-07-29T00:00:00.000Z' },
    ]);
  });

  it('goes on from the last row of a list that was cut off, and passes over what comes again', async () => {
    const cut = list(rows(0, 3), { hasMore: true, isTruncated: true });
    const context = archive(cut, list(rows(2, 5)));
    const pages = await walk(context);
    expect(readNumbers(context)).toEqual(rows(0, 5).map(({ ksefNumber }) => ksefNumber));
    expect(filtersIn(listed(context)[1])).toMatchObject({ from: at(2) });
    expect(pages.flatMap(({ setAside }) => setAside)).toEqual([]);
  });

  it('stops rather than turn in a circle when a list that was cut off does not move', async () => {
    const stuck = list([storedRow(number(1), '2026-03-01T00:00:00.000Z')], {
      hasMore: true,
      isTruncated: true,
    });
    await expect(walk(archive(stuck))).rejects.toMatchObject({ code: 'answer-unexpected' });
  });

  it.each([
    ['an empty page', list([], { hasMore: true })],
    ['a page that is not full', list(rows(5, 9), { hasMore: true })],
    ['a page without a filter', list([storedRow(number(9), '2026-02-02T10:00:00Z')])],
  ])('goes on behind %s, and begins there again the next time', async (_, page) => {
    const pages = await walk(archive(page, list(rows(0, 1))));
    expect(pages.at(-1)?.completeUntil).toEqual(SINCE);
    expect(pages.some(({ isFilterHonoured }) => !isFilterHonoured)).toBe(true);
  });

  it('reads no document again that the host knows', async () => {
    const context = archive(list(rows(0, 4)));
    const known = {
      ...context,
      knownAmong: () => Promise.resolve(new Set([number(0), number(2)])),
    };
    const [page] = await walkPages((cursor) => ksef.listChangedInvoices(known, SINCE, cursor));
    expect(page?.records.map(({ externalId }) => externalId)).toEqual([number(1), number(3)]);
  });

  it('has nothing to read while KSeF is behind, and asks from the same moment next time', async () => {
    const context = archive({
      status: 400,
      body: { exception: { exceptionDetailList: [{ exceptionCode: 21183 }] } },
    });
    const [page] = await walk(context);
    expect(page).toMatchObject({ records: [], nextCursor: null, completeUntil: SINCE });
  });

  it('keeps what was read when the hour is used up, and goes on with the next document', async () => {
    let allowed = 3;
    const context = scripted((wanted) => {
      if (isList(wanted)) return list(rows(0, 6));
      if (allowed > 0) return { body: ((allowed -= 1), picture()) };
      throw new ProviderError({ actor: 'retry', code: 'request-limit', message: 'spent' });
    });
    const first = await ksef.listChangedInvoices(context, SINCE, null);
    expect(first.records).toHaveLength(3);
    const cursor = first.nextCursor as Cursor;
    await expect(ksef.listChangedInvoices(context, SINCE, cursor)).rejects.toMatchObject({
      code: 'request-limit',
    });
    allowed = 9;
    const rest = await ksef.listChangedInvoices(context, SINCE, cursor);
    expect(rest.records.map(({ externalId }) => externalId)).toEqual([3, 4, 5].map(number));
    expect(listed(context)).toHaveLength(1);
  });

  it('passes over a document that is gone between list and reading', async () => {
    const context = scripted((wanted) => {
      if (isList(wanted)) return list(rows(0, 2));
      return wanted.path.endsWith(number(0))
        ? { status: 400, body: { errors: [{ code: 21164 }] } }
        : { body: picture() };
    });
    const [page] = await walk(context);
    expect(page?.records.map(({ externalId }) => externalId)).toEqual([number(1)]);
    expect(page?.setAside).toEqual([]);
  });
});

describe('what the list tells is not asked for again', () => {
  const one = (more: object) => archive(list([storedRow(number(1), at(1), more)]));

  it.each([
    ['a factor', { thirdSubjects: [{ role: 1 }] }, 'claim-sold'],
    ['another form', { formCode: { value: 'PEF' } }, 'unknown-form'],
    ['no currency', { currency: 'ZZZ' }, 'unknown-currency'],
  ])('%s', async (_, more, reason) => {
    const context = one(more);
    const [page] = await walk(context);
    expect(page).toMatchObject({ records: [], setAside: [{ externalId: number(1), reason }] });
    expect(readNumbers(context)).toEqual([]);
  });

  it('a correction of a sold claim is read all the same', async () => {
    const context = one({ thirdSubjects: [{ role: 1 }], invoiceType: 'Kor' });
    await walk(context);
    expect(readNumbers(context)).toEqual([number(1)]);
  });

  it('purchases and what was stored before are left out, and the filter is known to be ignored', async () => {
    const bought = storedRow(number(1), at(1), { seller: { nip: '9452121681' } });
    const old = storedRow(number(2), '2026-02-27T10:00:00+00:00');
    const context = archive(list([bought, old, storedRow(number(3), at(3))]));
    const [page] = await walk(context);
    expect(page?.isFilterHonoured).toBe(false);
    expect(page?.setAside).toEqual([]);
    expect(readNumbers(context)).toEqual([number(3)]);
  });
});

describe('a cursor and a reference', () => {
  it.each<Cursor>([
    {},
    { pending: '', since: 'x', from: 'x', to: null, page: 0, except: '', completeUntil: null },
  ])('%j is not one of ours', async (cursor) => {
    await expect(ksef.listChangedInvoices(archive(), SINCE, cursor)).rejects.toMatchObject({
      actor: 'bug',
      code: 'cursor-unreadable',
    });
  });

  it.each(['../query/metadata', number(1).toLowerCase(), ''])('"%s" is no document', async (id) => {
    const context = archive();
    await expect(
      ksef.getInvoice(context, { collection: 'invoices', externalId: id }),
    ).rejects.toMatchObject({ actor: 'bug' });
    expect(context.asked).toEqual([]);
  });
});

describe('a document by itself', () => {
  const ref = { collection: 'invoices', externalId: number(7) };
  const answered = (answer: object) =>
    ksef.getInvoice(
      scripted(() => answer),
      ref,
    );

  it('is refused with its reason when the claim was sold', async () => {
    const body = picture({ others: '<Podmiot3><Rola>1</Rola></Podmiot3>' });
    await expect(answered({ body })).rejects.toMatchObject({ actor: 'reject', code: 'claim-sold' });
  });

  it('is held against the fingerprint KSeF gives', async () => {
    const headers = { 'x-ms-meta-hash': 'mkht+3m5trnfxlTYhq3QFn74LkEO69MFNlsMAkCDSPA=' };
    await expect(answered({ body: picture(), headers })).rejects.toMatchObject({
      actor: 'retry',
      code: 'document-damaged',
    });
  });

  it('that KSeF has not finished with comes later', async () => {
    const body = { errors: [{ code: 21165 }] };
    await expect(answered({ status: 400, body })).rejects.toMatchObject({ actor: 'retry' });
  });
});
