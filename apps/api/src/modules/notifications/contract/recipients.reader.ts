import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

export interface Recipient {
  /** Null for the firm's own people. */
  readonly contactId: string | null;
  readonly email: string;
}

/** Whom letters go to, in their order: the client's addresses, or the firm's own people. */
export async function readRecipients(
  tx: Transaction,
  scope: AccountScope,
  letters: readonly { readonly clientId: string; readonly audience: 'client' | 'staff' }[],
): Promise<Recipient[][]> {
  const clientIds = letters.flatMap(({ audience, clientId }) =>
    audience === 'client' ? [clientId] : [],
  );
  const [contacts, staff] = await Promise.all([
    clientIds.length === 0
      ? []
      : tx.query<Recipient & { clientId: string }>(CONTACTS, [scope.accountId, clientIds]),
    clientIds.length === letters.length ? [] : tx.query<Recipient>(STAFF, [scope.accountId]),
  ]);
  return letters.map(({ audience, clientId }) =>
    audience === 'staff' ? staff : contacts.filter((contact) => contact.clientId === clientId),
  );
}

const CONTACTS = prepared(
  `select k.client_id as "clientId", k.id as "contactId", k.email
     from (select distinct id from unnest((select $2::uuid[])) given(id)) given -- a subselect, so that one plan does for any number
     join client_contacts k on k.account_id = $1 and k.client_id = given.id and k.is_dunning and k.refused_at is null
    order by k.position, k.email`,
);

/** The addresses the account has named, else its admins. */
const STAFF = `
  select null as "contactId", email from (
    select unnest(a.staff_emails) as email from accounts a where a.id = $1
    union
    select u.email from memberships m join users u on u.id = m.user_id join accounts a on a.id = m.account_id
     where m.account_id = $1 and m.role = 'admin' and not u.is_disabled and cardinality(a.staff_emails) = 0) s order by email`;
