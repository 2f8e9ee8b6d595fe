import type { ClientRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountFacts } from '../records/account-facts.js';
import { type ClientRow, clientRow } from '../records/client-row.js';
import { type Difference, fieldDifferences } from './difference.js';

interface StoredClient {
  readonly external_id: string;
  readonly name: string;
  readonly kind: string;
  readonly tax_number: string | null;
  readonly street: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly country: string;
  readonly phone: string | null;
  /** lower case; all there are, and those that came from the provider */
  readonly emails: readonly string[];
  readonly provider_emails: readonly string[];
}

/** Holds clients as the provider has them against what is stored; reads only. Addresses a person has added are no difference. */
export async function compareClients(
  tx: Transaction,
  place: {
    readonly accountId: string;
    readonly connectionId: string;
    readonly account: AccountFacts;
  },
  records: readonly ClientRecord[],
): Promise<Difference[]> {
  const rows = await tx.query<StoredClient>(
    `select l.external_id, l.name, l.kind, l.tax_number, l.street, l.postal_code, l.city, l.country, l.phone,
            array(select lower(k.email) from client_contacts k where k.account_id = $1 and k.client_id = l.id) as emails,
            array(select lower(k.email) from client_contacts k where k.account_id = $1 and k.client_id = l.id and k.source = 'provider') as provider_emails
       from clients l where l.account_id = $1 and l.connection_id = $2 and l.external_id = any ($3::text[])`,
    [place.accountId, place.connectionId, records.map((record) => record.externalId)],
  );
  const stored = new Map(rows.map((row) => [row.external_id, row]));
  return records.flatMap((record) => {
    const of = { collection: 'clients', externalId: record.externalId, label: record.name };
    const known = stored.get(record.externalId);
    if (known === undefined)
      return [{ ...of, kind: 'missing-here', field: null, stored: null, provider: record.name }];
    return differencesOf(of, known, clientRow(record, place.account.country));
  });
}

function differencesOf(
  of: Pick<Difference, 'collection' | 'externalId' | 'label'>,
  stored: StoredClient,
  row: ClientRow,
): Difference[] {
  const emails = row.emails.map((email) => email.toLowerCase());
  const isSame =
    emails.every((email) => stored.emails.includes(email)) &&
    stored.provider_emails.every((email) => emails.includes(email));
  return fieldDifferences(of, [
    ['client', 'name', stored.name, row.name],
    ['client', 'kind', stored.kind, row.kind],
    ['client', 'taxNumber', stored.tax_number, row.taxNumber],
    ['client', 'street', stored.street, row.street],
    ['client', 'postalCode', stored.postal_code, row.postalCode],
    ['client', 'city', stored.city, row.city],
    ['client', 'country', stored.country, row.country],
    ['client', 'phone', stored.phone, row.phone],
    [
      'client',
      'emails',
      isSame ? emails.join(' ') : [...stored.provider_emails].sort().join(' '),
      isSame ? emails.join(' ') : [...emails].sort().join(' '),
    ],
  ]);
}
