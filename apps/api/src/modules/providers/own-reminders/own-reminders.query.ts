import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { requireConnection } from '../connections/require-connection.js';
import { CONNECTORS } from '../provider-registry.js';
import {
  CLIENTS_AT_ONCE as PAGE,
  type OwnRemindersView,
  type RemindedClient,
  type RemindedClientPage,
} from './own-reminders.dto.js';

type Asked = Omit<OwnRemindersView, 'answeredAt' | 'canSwitchOff' | 'provider'> & {
  readonly provider: ProviderName;
  readonly answeredAt: Date | null;
};

/** What a provider says about reminders of its own, and for which clients. */
@Injectable()
export class OwnRemindersQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws NotFound */
  show(scope: AccountScope, connectionId: string): Promise<OwnRemindersView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<Asked>(
        `select c.id as "connectionId", c.name as "connectionName", c.provider, coalesce(r.state, 'unknown') as state,
                coalesce(r.is_question_open, false) or k.unanswered > 0 as "isAnswerNeeded", k.reminded as "remindedClients",
                k.unanswered as "unansweredClients", r.answer, u.name as "answeredBy", r.answered_at as "answeredAt", coalesce(r.version, 0) as version
           from connections c
           left join own_reminders r on r.account_id = c.account_id and r.connection_id = c.id
           left join users u on u.id = r.answered_by
          cross join lateral (
            select count(*)::int as reminded, (count(*) filter (where k.answered_at is null))::int as unanswered
              from client_own_reminders k where k.account_id = c.account_id and k.connection_id = c.id and k.is_on) k
          where c.account_id = $1 and c.id = $2`,
        [scope.accountId, connectionId],
      );
      if (row === undefined) throw new NotFound('connection');
      const { switchOffOwnReminders } = CONNECTORS[row.provider];
      return {
        ...row,
        canSwitchOff: switchOffOwnReminders !== undefined,
        answeredAt: row.answeredAt?.toISOString() ?? null,
      };
    });
  }

  /** @throws NotFound */
  clients(
    scope: AccountScope,
    connectionId: string,
    cursor: string | undefined,
  ): Promise<RemindedClientPage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await requireConnection(tx, scope, connectionId);
      const [name, id] = cursor === undefined ? ['', NOBODY] : decodeCursor(cursor, 2);
      const rows = await tx.query<RemindedClient>(
        `select l.id as "clientId", l.name, k.answer,
                (select count(*)::int from cases c where c.account_id = $1 and c.client_id = l.id and c.state = 'active') as "activeCases"
           from client_own_reminders k join clients l on l.account_id = k.account_id and l.id = k.client_id
          where k.account_id = $1 and k.connection_id = $2 and k.is_on and (l.name, l.id) > ($3, $4::uuid)
          order by l.name, l.id limit $5`,
        [scope.accountId, connectionId, name, id, PAGE + 1],
      );
      const items = rows.slice(0, PAGE);
      const last = items.at(-1);
      const hasMore = rows.length > PAGE && last !== undefined;
      return { items, nextCursor: hasMore ? encodeCursor([last.name, last.clientId]) : null };
    });
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
