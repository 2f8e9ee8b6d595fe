import type { Transaction } from '../../../platform/database/transaction.js';
import { type ClientRow, isSnapshotOnly } from './client-row.js';
import { rowArrays } from './row-arrays.js';

export interface NewClient extends ClientRow {
  readonly id: string;
}

/** Adds clients from what their invoices say. Their details are asked for later in the run. */
export async function insertSnapshotClients(
  tx: Transaction,
  place: { readonly accountId: string; readonly connectionId: string; readonly now: Date },
  clients: readonly NewClient[],
): Promise<void> {
  if (clients.length === 0) return;
  const given = rowArrays<NewClient>(
    'g',
    [
      { name: 'id', type: 'uuid', of: (row) => row.id },
      { name: 'external_id', type: 'text', of: (row) => row.externalId },
      { name: 'name', type: 'text', of: (row) => row.name },
      { name: 'kind', type: 'text', of: (row) => row.kind },
      { name: 'tax_number', type: 'text', of: (row) => row.taxNumber },
      { name: 'street', type: 'text', of: (row) => row.street },
      { name: 'postal_code', type: 'text', of: (row) => row.postalCode },
      { name: 'city', type: 'text', of: (row) => row.city },
      { name: 'country', type: 'text', of: (row) => row.country },
      { name: 'language', type: 'text', of: (row) => row.language },
      { name: 'phone', type: 'text', of: (row) => row.phone },
      {
        name: 'email_text',
        type: 'text',
        of: (row) => row.emails.map((email) => email.toLowerCase()).join(' '),
      },
      // nobody to ask: what the invoice says is all there is
      {
        name: 'details_at',
        type: 'timestamptz',
        of: (row) => (isSnapshotOnly(row.externalId) ? place.now : null),
      },
    ],
    clients,
    4,
  );
  await tx.execute(
    `insert into clients (account_id, connection_id, id, external_id, name, kind, tax_number, street, postal_code, city, country, language, phone, email_text, details_at, created_at, updated_at)
     select $1, $2, g.*, $3, $3 from ${given.from}`,
    [place.accountId, place.connectionId, place.now, ...given.values],
  );
  await insertContacts(tx, place, clients);
}

/** Addresses that stand on the document itself, where the provider keeps no list of clients. */
async function insertContacts(
  tx: Transaction,
  place: { readonly accountId: string; readonly now: Date },
  clients: readonly NewClient[],
): Promise<void> {
  const contacts = clients.flatMap(({ id, emails }) =>
    emails.map((email, position) => ({ id, email, position })),
  );
  if (contacts.length === 0) return;
  const given = rowArrays<(typeof contacts)[number]>(
    'g',
    [
      { name: 'client_id', type: 'uuid', of: (row) => row.id },
      { name: 'email', type: 'text', of: (row) => row.email },
      { name: 'position', type: 'int', of: (row) => row.position },
    ],
    contacts,
    3,
  );
  await tx.execute(
    `insert into client_contacts (account_id, client_id, email, source, position, created_at)
     select $1, g.client_id, g.email, 'provider', g.position, $2 from ${given.from}
     on conflict (account_id, client_id, lower(email)) do nothing`,
    [place.accountId, place.now, ...given.values],
  );
}
