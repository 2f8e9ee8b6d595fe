import {
  type ClientRecord,
  type Cursor,
  type ListsClients,
  type Page,
  type ProviderContext,
  ProviderError,
  type ReadsClients,
  type SetAside,
  splitEmailAddresses,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { getDetail } from './http/get-detail.js';
import {
  FIRST_PAGE,
  idOf,
  type PagePosition,
  PagePositionShape,
  readNumberedPage,
} from './http/numbered-pages.js';
import type { ReadRow } from './invoice-record.js';
import { countryCode, type PartyFacts, partyKind, partyName } from './parties.js';
import { cursorUnreadable } from './receivables-cursor.js';
import { Flag, issuesOf, Text } from './wire.js';

export const clients: ListsClients & ReadsClients = { listClients, getClient };

const ClientRow = z.object({
  id: z.int().positive(),
  name: Text,
  first_name: Text,
  last_name: Text,
  company: Flag,
  tax_no: Text,
  email: Text,
  phone: Text,
  mobile_phone: Text,
  street: Text,
  street_no: Text,
  post_code: Text,
  city: Text,
  country: Text,
  disable_auto_reminders: Flag,
});

const QUESTION = { path: '/clients.json', parameters: [] };

/** No order can be asked for. Who is only a supplier is left out: nothing is ever demanded of them. */
async function listClients(
  context: ProviderContext,
  cursor: Cursor | null,
): Promise<Page<ClientRecord>> {
  const { rows, next } = await readNumberedPage(context, QUESTION, fromCursor(cursor));
  const records: ClientRecord[] = [];
  const setAside: SetAside[] = [];
  const seen = new Set<string | null>();
  for (const raw of rows) {
    const id = idOf(raw);
    if (id !== null && seen.has(id)) {
      setAside.push(aside(raw, 'duplicate', 'twice on one page'));
      continue;
    }
    seen.add(id);
    const { kind, deleted } = (raw ?? {}) as { kind?: unknown; deleted?: unknown };
    if (kind === 'seller' || deleted === true) continue;
    const row = readClient(raw);
    if (row.isUsable) records.push(row.record);
    else setAside.push(row.setAside);
  }
  return {
    collection: COLLECTION,
    records,
    setAside,
    nextCursor: next === null ? null : { ...next },
    total: null,
    sequenceRange: null,
    isFilterHonoured: true,
  };
}

async function getClient(
  context: ProviderContext,
  externalId: string,
): Promise<ClientRecord | 'gone'> {
  if (!/^\d{1,19}$/.test(externalId)) {
    throw new ProviderError({
      actor: 'bug',
      code: 'reference-unknown',
      message: 'This is no reference to a Fakturownia client.',
    });
  }
  const body = await getDetail(context, `/clients/${externalId}.json`);
  if (body === 'gone' || (body as { deleted?: unknown } | null)?.deleted === true) return 'gone';
  const row = readClient(body);
  if (row.isUsable && row.record.externalId === externalId) return row.record;
  const detail = row.isUsable ? 'another client came back' : row.setAside.detail;
  throw new ProviderError({
    actor: 'reject',
    code: 'client-unreadable',
    message: `The client cannot be used: ${detail}.`,
  });
}

export function readClient(raw: unknown): ReadRow<ClientRecord> {
  const parsed = ClientRow.safeParse(raw);
  if (!parsed.success) {
    return { isUsable: false, setAside: aside(raw, 'malformed', issuesOf(parsed.error)) };
  }
  const row = parsed.data;
  const facts: PartyFacts = {
    name: row.name,
    firstName: row.first_name,
    lastName: row.last_name,
    isCompany: row.company,
    taxNumber: row.tax_no,
  };
  const { emails, unusable } = splitEmailAddresses(row.email);
  const record: ClientRecord = {
    externalId: String(row.id),
    name: partyName(facts, row.id),
    kind: partyKind(facts),
    taxNumber: row.tax_no,
    emails,
    unusableEmails: unusable,
    phone: row.phone ?? row.mobile_phone,
    street: [row.street, row.street_no].filter((part) => part !== null).join(' ') || null,
    postalCode: row.post_code,
    city: row.city,
    country: countryCode(row.country),
    // it reminds everybody of whom it is not told otherwise
    ownReminders: row.disable_auto_reminders !== true,
  };
  return { isUsable: true, record };
}

const COLLECTION = 'clients';

function aside(raw: unknown, reason: SetAside['reason'], detail: string): SetAside {
  return { collection: COLLECTION, externalId: idOf(raw), reason, detail, record: raw };
}

function fromCursor(cursor: Cursor | null): PagePosition {
  if (cursor === null) return FIRST_PAGE;
  const shape = PagePositionShape.safeParse(cursor);
  if (!shape.success) throw cursorUnreadable();
  return shape.data;
}
