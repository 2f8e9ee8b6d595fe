import {
  type ClientRecord,
  type Cursor,
  type Finding,
  finding,
  type ListsClients,
  type Page,
  type ProviderContext,
  ProviderError,
  type ReadsClients,
  type SetAside,
  splitEmailAddresses,
  told,
} from '@invoicetracker/provider-kit';
import { attempt, idNumber, row, text } from '@invoicetracker/provider-kit/read-row';

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
import { flag } from './wire.js';

export const clients: ListsClients & ReadsClients = { listClients, getClient };

const clientRow = row({
  id: idNumber,
  name: text,
  first_name: text,
  last_name: text,
  company: flag,
  tax_no: text,
  email: text,
  phone: text,
  mobile_phone: text,
  street: text,
  street_no: text,
  post_code: text,
  city: text,
  country: text,
  disable_auto_reminders: flag,
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
      setAside.push(aside(raw, 'duplicate', finding('came-twice')));
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
    return { isUsable: false, setAside: aside(raw, 'malformed', ...attempted.findings) };
  }
  const client = attempted.value;
  const facts: PartyFacts = {
    name: client.name,
    firstName: client.first_name,
    lastName: client.last_name,
    isCompany: client.company,
    taxNumber: client.tax_no,
  };
  const { emails, unusable } = splitEmailAddresses(client.email);
  const record: ClientRecord = {
    externalId: String(client.id),
    name: partyName(facts, client.id),
    kind: partyKind(facts),
    taxNumber: client.tax_no,
    emails,
    unusableEmails: unusable,
    phone: client.phone ?? client.mobile_phone,
    street: [client.street, client.street_no].filter((part) => part !== null).join(' ') || null,
    postalCode: client.post_code,
    city: client.city,
    country: countryCode(client.country),
    // it reminds everybody of whom it is not told otherwise
    ownReminders: client.disable_auto_reminders !== true,
  };
  return { isUsable: true, record };
}

const COLLECTION = 'clients';

function aside(
  raw: unknown,
  reason: SetAside['reason'],
  ...findings: readonly Finding[]
): SetAside {
  return {
    collection: COLLECTION,
    externalId: idOf(raw),
    reason,
    ...told(...findings),
    record: raw,
  };
}

function fromCursor(cursor: Cursor | null): PagePosition {
  if (cursor === null) return FIRST_PAGE;
  const shape = PagePositionShape.safeParse(cursor);
  if (!shape.success) throw cursorUnreadable();
  return shape.data;
}
