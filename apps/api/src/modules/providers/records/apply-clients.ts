import type { ClientRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountFacts } from './account-facts.js';
import { type ClientRow, clientRow } from './client-row.js';
import { asBytes } from './content-hash.js';
import { type ArrayColumn, rowArrays } from './row-arrays.js';

const COLUMNS: readonly ArrayColumn<ClientRow>[] = [
  { name: 'external_id', type: 'text', of: (row) => row.externalId },
  { name: 'name', type: 'text', of: (row) => row.name },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'tax_number', type: 'text', of: (row) => row.taxNumber },
  { name: 'street', type: 'text', of: (row) => row.street },
  { name: 'postal_code', type: 'text', of: (row) => row.postalCode },
  { name: 'city', type: 'text', of: (row) => row.city },
  { name: 'country', type: 'text', of: (row) => row.country },
  { name: 'phone', type: 'text', of: (row) => row.phone },
  { name: 'language', type: 'text', of: (row) => row.language },
  { name: 'content_hash', type: 'bytea', of: (row) => asBytes(row.contentHash) },
];

interface GivenEmail {
  readonly externalId: string;
  readonly email: string;
  readonly position: number;
}

const EMAIL_COLUMNS: readonly ArrayColumn<GivenEmail>[] = [
  { name: 'external_id', type: 'text', of: (row) => row.externalId },
  { name: 'email', type: 'text', of: (row) => row.email },
  { name: 'position', type: 'int', of: (row) => row.position },
];

/**
 * Writes the clients that are new or have changed, with the addresses the provider knows. Addresses a
 * person has entered stay as they are; the client's language is only chosen once.
 *
 * @returns the external ids of the clients that were written
 */
export async function applyClients(
  tx: Transaction,
  place: {
    readonly accountId: string;
    readonly connectionId: string;
    readonly account: AccountFacts;
  },
  records: readonly ClientRecord[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const rows = [
    ...new Map(
      records.map((record) => [record.externalId, clientRow(record, place.account.country)]),
    ).values(),
  ];
  const emails = rows.flatMap((row) =>
    row.emails.map((email, position) => ({ externalId: row.externalId, email, position })),
  );
  const given = rowArrays('g', COLUMNS, rows, 4);
  const givenEmails = rowArrays('e', EMAIL_COLUMNS, emails, 4 + COLUMNS.length);
  const written = await tx.query<{ external_id: string }>(
    `with emails as materialized (select * from ${givenEmails.from}),
     changed as materialized (
       select g.*, concat_ws(' ',
                (select string_agg(lower(e.email), ' ' order by e.position) from emails e where e.external_id = g.external_id),
                (select string_agg(lower(p.email), ' ' order by p.position, p.id) from client_contacts p
                  where p.account_id = $1 and p.client_id = c.id and p.source = 'person')) as email_text
         from ${given.from}
         left join lateral (
           select id, content_hash from clients x where x.account_id = $1 and x.connection_id = $2 and x.external_id = g.external_id limit 1) c on true
        where c.content_hash is distinct from g.content_hash
     ), written as (
       insert into clients (account_id, connection_id, external_id, name, kind, tax_number, street, postal_code, city, country, phone,
                            language, content_hash, email_text, details_at, created_at, updated_at)
       select $1, $2, changed.*, $3, $3, $3 from changed
       on conflict (account_id, connection_id, external_id) do update
         set name = excluded.name, kind = excluded.kind, tax_number = excluded.tax_number, street = excluded.street,
             postal_code = excluded.postal_code, city = excluded.city, country = excluded.country, phone = excluded.phone,
             content_hash = excluded.content_hash, email_text = excluded.email_text, details_at = excluded.details_at, updated_at = excluded.updated_at
       returning id, external_id
     ), gone as (
       delete from client_contacts k
        where k.account_id = $1 and k.client_id = any (array(select id from written)) and k.source = 'provider'
          and not exists (select 1 from written w join emails e on e.external_id = w.external_id where w.id = k.client_id and lower(e.email) = lower(k.email))
     ), contacts as (
       insert into client_contacts (account_id, client_id, email, source, position, created_at)
       select $1, w.id, e.email, 'provider', e.position, $3 from written w join emails e on e.external_id = w.external_id
       on conflict (account_id, client_id, lower(email)) do nothing
     )
     select external_id from written`,
    [
      place.accountId,
      place.connectionId,
      place.account.now,
      ...given.values,
      ...givenEmails.values,
    ],
  );
  return new Set(written.map((row) => row.external_id));
}
