import { Injectable } from '@nestjs/common';

import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { MailboxState, SenderMailbox, SenderMailboxList } from './mailbox.dto.js';

type Row = Omit<SenderMailbox, 'mailbox'> &
  Omit<MailboxState, 'id' | 'collectedAt'> & { id: string | null; collectedAt: Date | null };

/** Whose answers are read, and whose are not. */
@Injectable()
export class SenderMailboxesQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async list(scope: AccountScope): Promise<SenderMailboxList> {
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<Row>(SENDERS, [scope.accountId]),
    );
    return { items: rows.map(toItem) };
  }
}

/** The default writes what asks for an escalated sender too, where there is none. */
const SENDERS = `
  select s.id as "senderId", s.from_name as "fromName", s.from_email as "fromEmail",
         case when s.is_default then 'default' when s.is_escalated then 'escalated' else 'spare' end as use,
         exists (select 1 from policies p
                   join policy_versions v on v.account_id = $1 and v.policy_id = p.id and v.version = p.current_version and v.release_mode <> 'off'
                   join stages t on t.account_id = $1 and t.policy_id = p.id and t.version = p.current_version
                    and t.is_enabled and t.channel = 'email' and t.audience = 'client'
                  where p.account_id = $1
                    and case when t.sender_kind = 'escalated' and e.is_there then s.is_escalated else s.is_default end) as "isWriting",
         m.id, m.username, m.folder, m.collected_at as "collectedAt", m.problem
    from senders s
   cross join (select exists (select 1 from senders where account_id = $1 and is_escalated) as is_there) e
    left join mailboxes m on m.account_id = $1 and m.id = s.mailbox_id
   where s.account_id = $1
   order by s.is_default desc, s.is_escalated desc, s.id`;

function toItem({ id, username, folder, collectedAt, problem, ...sender }: Row): SenderMailbox {
  if (id === null) return { ...sender, mailbox: null };
  return {
    ...sender,
    mailbox: { id, username, folder, collectedAt: collectedAt?.toISOString() ?? null, problem },
  };
}
