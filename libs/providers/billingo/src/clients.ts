import {
  type ClientRecord,
  type Cursor,
  finding,
  type ListsClients,
  type Page,
  type ProviderContext,
  ProviderError,
  type ReadsClients,
  splitEmailAddresses,
  told,
} from '@invoicetracker/provider-kit';
import { attempt } from '@invoicetracker/provider-kit/read-row';

import type { ReadRow } from './document.js';
import { getDetail } from './http/get-detail.js';
import { LIST_START, positionBehind, readPage } from './http/list-page.js';
import { addressOf, partyKind, partyName, partyRow } from './parties.js';
import { listCursor, listPosition } from './receivables-cursor.js';

export const clients: ListsClients & ReadsClients = { listClients, getClient };

const COLLECTION = 'partners';

async function listClients(
  context: ProviderContext,
  cursor: Cursor | null,
): Promise<Page<ClientRecord>> {
  const position = cursor === null ? LIST_START : listPosition(cursor);
  const source = { path: '/partners', collection: COLLECTION, filters: [], read: readClient };
  const page = await readPage(context, source, position);
  const rows = page.news.map(({ row }) => row);
  const next = positionBehind(
    page,
    position,
    page.news.map(({ key }) => key),
  );
  return {
    collection: COLLECTION,
    records: rows.flatMap((row) => (row.isUsable ? [row.record] : [])),
    setAside: rows.flatMap((row) => (row.isUsable ? [] : [row.setAside])),
    nextCursor: next === null ? null : listCursor(next),
    total: page.total,
    sequenceRange: null,
    isFilterHonoured: true,
  };
}

async function getClient(
  context: ProviderContext,
  externalId: string,
): Promise<ClientRecord | 'gone'> {
  if (!/^[1-9]\d{0,14}$/.test(externalId)) {
    throw new ProviderError({
      actor: 'bug',
      code: 'reference-unknown',
      message: 'This is no reference to a Billingo partner.',
    });
  }
  const body = await getDetail(context, `/partners/${externalId}`);
  if (body === 'gone') return 'gone';
  const row = readClient(body);
  if (row.isUsable && row.record.externalId === externalId) return row.record;
  const { detail, findings } = row.isUsable ? told(finding('another-came-back')) : row.setAside;
  throw new ProviderError({
    actor: 'reject',
    code: 'client-unreadable',
    message: `The client cannot be used: ${detail}.`,
    findings,
  });
}

export function readClient(raw: unknown): ReadRow<ClientRecord> {
  const attempted = attempt(partyRow, raw);
  if (!attempted.isRead || attempted.value.id === null) {
    const given = (raw as { id?: unknown } | null)?.id;
    return {
      isUsable: false,
      setAside: {
        collection: COLLECTION,
        externalId: typeof given === 'number' ? String(given) : null,
        reason: 'malformed',
        ...told(...(attempted.isRead ? [finding('missing', 'id')] : attempted.findings)),
        record: raw,
      },
    };
  }
  const party = attempted.value;
  // one entry may hold several addresses all the same
  const { emails, unusable } = splitEmailAddresses((party.emails ?? []).join(' '));
  const record: ClientRecord = {
    externalId: String(party.id),
    name: partyName(party),
    kind: partyKind(party),
    taxNumber: party.taxcode,
    emails,
    unusableEmails: unusable,
    phone: party.phone,
    ...addressOf(party),
  };
  return { isUsable: true, record };
}
