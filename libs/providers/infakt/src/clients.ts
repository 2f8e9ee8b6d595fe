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
import { attempt, idNumber, row, text } from '@invoicetracker/provider-kit/read-row';
import { z } from 'zod';

import { getDetail } from './http/get-detail.js';
import { LIST_START, type ListPosition, readWindow } from './http/list-window.js';
import type { ReadRow } from './invoice-record.js';
import { countryCode, type PartyFacts, partyKind, partyName, streetLine } from './parties.js';

export const clients: ListsClients & ReadsClients = { listClients, getClient };

/** `postal_code` here, `client_post_code` on the invoice. */
const clientRow = row({
  id: idNumber,
  company_name: text,
  first_name: text,
  last_name: text,
  business_activity_kind: text,
  nip: text,
  email: text,
  phone_number: text,
  street: text,
  street_number: text,
  flat_number: text,
  city: text,
  postal_code: text,
  country: text,
});

async function listClients(
  context: ProviderContext,
  cursor: Cursor | null,
): Promise<Page<ClientRecord>> {
  const position = cursor === null ? LIST_START : fromCursor(cursor);
  const source = { path: '/clients.json', collection: 'clients', filters: [], read: readSequenced };
  const window = await readWindow(context, source, position);
  return {
    collection: 'clients',
    records: window.records.map(({ sequence: _, ...record }) => record),
    setAside: window.setAside,
    nextCursor:
      window.next === null
        ? null
        : { ...window.next, after: window.next.after?.toString() ?? null },
    total: window.total,
    sequenceRange: {
      afterExclusive: position.after,
      throughInclusive: window.next === null ? null : (window.last ?? 0n),
    },
    isFilterHonoured: window.isOrdered,
  };
}

/** Without `fields`: inFakt answers 500 when they are sent to this path. */
async function getClient(
  context: ProviderContext,
  externalId: string,
): Promise<ClientRecord | 'gone'> {
  if (!/^\d{1,19}$/.test(externalId)) {
    throw new ProviderError({
      actor: 'bug',
      code: 'reference-unknown',
      message: 'This is no reference to an inFakt client.',
    });
  }
  const body = await getDetail(context, `/clients/${externalId}.json`);
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
  const attempted = attempt(clientRow, raw);
  if (!attempted.isRead) {
    const id = (raw as { id?: unknown } | null)?.id;
    const externalId = typeof id === 'number' ? String(id) : null;
    return {
      isUsable: false,
      setAside: {
        collection: 'clients',
        externalId,
        reason: 'malformed',
        ...told(...attempted.findings),
        record: raw,
      },
    };
  }
  const client = attempted.value;
  const facts: PartyFacts = {
    companyName: client.company_name,
    firstName: client.first_name,
    lastName: client.last_name,
    activityKind: client.business_activity_kind,
    taxNumber: client.nip,
  };
  const { emails, unusable } = splitEmailAddresses(client.email);
  const record: ClientRecord = {
    externalId: String(client.id),
    name: partyName(facts, client.id),
    kind: partyKind(facts),
    taxNumber: client.nip,
    emails,
    unusableEmails: unusable,
    phone: client.phone_number,
    street: streetLine(client.street, client.street_number, client.flat_number),
    postalCode: client.postal_code,
    city: client.city,
    country: countryCode(client.country),
  };
  return { isUsable: true, record };
}

function readSequenced(raw: unknown): ReadRow<ClientRecord & { sequence: bigint }> {
  const row = readClient(raw);
  return row.isUsable
    ? { isUsable: true, record: { ...row.record, sequence: BigInt(row.record.externalId) } }
    : row;
}

const CursorShape = z.object({
  offset: z.int().nonnegative(),
  after: z.string().regex(/^\d+$/).transform(BigInt).nullable(),
  total: z.int().nonnegative().nullable(),
});

function fromCursor(cursor: Cursor): ListPosition {
  const shape = CursorShape.safeParse(cursor);
  if (shape.success) return shape.data;
  throw new ProviderError({
    actor: 'bug',
    code: 'cursor-unreadable',
    message: 'The stored cursor is not one of ours.',
  });
}
