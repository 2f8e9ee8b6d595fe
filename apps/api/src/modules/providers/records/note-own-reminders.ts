import type { ClientRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * Writes down which clients the provider reminds by itself. Before the first sync of a connection is done, one
 * such client opens the question for the whole connection; afterwards a new one is asked about alone. A client
 * the provider stops reminding, and begins again, is asked about again.
 */
export async function noteOwnReminders(
  tx: Transaction,
  place: { readonly accountId: string; readonly connectionId: string; readonly now: Date },
  records: readonly ClientRecord[],
): Promise<void> {
  const told = records.filter(({ ownReminders }) => ownReminders !== undefined);
  if (told.length === 0) return;
  const { accountId, connectionId, now } = place;
  await tx.execute(
    `insert into client_own_reminders as k (account_id, client_id, connection_id, is_on, noticed_at)
     select $1, l.id, $2, g.is_on, $3
       from (select distinct on (external_id) * from unnest($4::text[], $5::boolean[]) as g(external_id, is_on)) g
       join clients l on l.account_id = $1 and l.connection_id = $2 and l.external_id = g.external_id
     on conflict (account_id, client_id) do update
       set is_on = excluded.is_on, noticed_at = excluded.noticed_at, answer = null, answered_by = null, answered_at = null
     where k.is_on <> excluded.is_on`,
    [
      accountId,
      connectionId,
      now,
      told.map(({ externalId }) => externalId),
      told.map(({ ownReminders }) => ownReminders),
    ],
  );
  await tx.execute(
    `insert into own_reminders as r (account_id, connection_id, state, read_at, is_question_open)
     select $1, $2, case when s.is_on then 'on' else 'off' end, $3,
            s.is_on and not exists (select 1 from connection_entries e where e.account_id = $1 and e.connection_id = $2)
       from (select exists (select 1 from client_own_reminders k
                             where k.account_id = $1 and k.connection_id = $2 and k.is_on) as is_on) s
     on conflict (account_id, connection_id) do update
       set state = excluded.state, read_at = excluded.read_at,
           is_question_open = excluded.state = 'on' and r.answered_at is null and (r.is_question_open or excluded.is_question_open)
     where r.state <> excluded.state or (excluded.is_question_open and not r.is_question_open and r.answered_at is null)`,
    [accountId, connectionId, now],
  );
}
