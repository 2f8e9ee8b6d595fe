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
import { attempt, row } from '@invoicetracker/provider-kit/read-row';

import { getRow } from './http/get-row.js';
import { type ListSource, readWindow } from './http/list-window.js';
import type { ReadRow } from './invoice-record.js';
import { fromListCursor, listCursor } from './list-cursor.js';
import { CONTRACTORS } from './modules.js';
import {
  countryCode,
  type PartyFacts,
  partyKind,
  partyName,
  streetLine,
  taxNumberOf,
} from './parties.js';
import { idOf, ownId, text } from './wire.js';

export const clients: ListsClients & ReadsClients = { listClients, getClient };

const contractorRow = row({
  id: ownId,
  name: text,
  altname: text,
  nip: text,
  tax_id_type: text,
  street: text,
  building_number: text,
  flat_number: text,
  zip: text,
  city: text,
  country: text,
  phone: text,
  email: text,
  remind: text,
});

type Sequenced = ClientRecord & { readonly sequence: bigint };

const SOURCE: ListSource<Sequenced> = {
  module: CONTRACTORS,
  idField: 'Contractor.id',
  collection: 'contractors',
  conditions: [],
  read: readSequenced,
  passes: () => true,
};

async function listClients(
  context: ProviderContext,
  cursor: Cursor | null,
): Promise<Page<ClientRecord>> {
  const position = fromListCursor(cursor);
  const window = await readWindow(context, SOURCE, position);
  return {
    collection: SOURCE.collection,
    records: window.records.map(({ sequence: _, ...record }) => record),
    setAside: window.setAside,
    nextCursor: window.next === null ? null : listCursor(window.next),
    total: window.total,
    sequenceRange: window.isHonoured
      ? {
          afterExclusive: position.after,
          throughInclusive: window.next === null ? null : (window.last ?? 0n),
        }
      : null,
    isFilterHonoured: window.isHonoured,
  };
}

async function getClient(
  context: ProviderContext,
  externalId: string,
): Promise<ClientRecord | 'gone'> {
  if (!/^[1-9]\d{0,18}$/.test(externalId)) {
    throw new ProviderError({
      actor: 'bug',
      code: 'reference-unknown',
      message: 'This is no reference to a wFirma contractor.',
    });
  }
  const raw = await getRow(context, CONTRACTORS, externalId);
  if (raw === 'gone') return 'gone';
  const row = readClient(raw);
  if (row.kind === 'usable' && row.record.externalId === externalId) return row.record;
  const { detail, findings } =
    row.kind === 'aside' ? row.setAside : told(finding('another-came-back'));
  throw new ProviderError({
    actor: 'reject',
    code: 'client-unreadable',
    message: `The client cannot be used: ${detail}.`,
    findings,
  });
}

export function readClient(raw: unknown): ReadRow<ClientRecord> {
  const attempted = attempt(contractorRow, raw);
  if (!attempted.isRead) {
    const setAside = {
      collection: SOURCE.collection,
      externalId: idOf(raw),
      reason: 'malformed',
      ...told(...attempted.findings),
      record: raw,
    } as const;
    return { kind: 'aside', setAside };
  }
  const client = attempted.value;
  const facts: PartyFacts = {
    name: client.name ?? client.altname,
    taxNumber: client.nip,
    taxIdType: client.tax_id_type,
  };
  const { emails, unusable } = splitEmailAddresses(client.email);
  const record: ClientRecord = {
    externalId: client.id,
    name: partyName(facts, client.id),
    kind: partyKind(facts),
    taxNumber: taxNumberOf(facts),
    emails,
    unusableEmails: unusable,
    phone: client.phone,
    street: streetLine(client.street, client.building_number, client.flat_number),
    postalCode: client.zip,
    city: client.city,
    country: countryCode(client.country),
    ...(client.remind === null ? {} : { ownReminders: client.remind === '1' }),
  };
  return { kind: 'usable', record };
}

function readSequenced(raw: unknown): ReadRow<Sequenced> {
  const row = readClient(raw);
  return row.kind === 'usable'
    ? { kind: 'usable', record: { ...row.record, sequence: BigInt(row.record.externalId) } }
    : row;
}
