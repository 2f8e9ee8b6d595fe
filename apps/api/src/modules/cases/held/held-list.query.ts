import { Injectable } from '@nestjs/common';

import { daysBetween, localDate } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { encodeCursor } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readDayCursor } from '../day-cursor.js';
import { HOLDS_BACK, waitingNotices } from './held-sources.js';
import type { HeldListFilter, HeldPage, HeldRow } from './held.dto.js';

interface Row {
  case_id: string;
  number: string;
  client_id: string;
  client_name: string;
  balance_minor: string;
  currency: string;
  due_on: string;
  stage_key: string | null;
  since: string;
  until: string | null;
  notice_id: string | null;
}

/**
 * What is due and does not leave for one reason, what waits longest first: cases that hold back, and notices that
 * wait in the outbox. A case is never in both, because one that has a notice on its way waits for that.
 */
@Injectable()
export class HeldListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  page(scope: AccountScope, { reason, client, limit, cursor }: HeldListFilter): Promise<HeldPage> {
    const after = cursor === undefined ? null : readDayCursor(cursor, reason);
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const rows = await tx.query<Row>(PAGE, [
        scope.accountId,
        today,
        this.clock.now(),
        reason,
        client ?? null,
        after?.day ?? null,
        after?.id ?? null,
        limit + 1,
      ]);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1)! : null;
      return {
        items: shown.map((row) => toRow(row, reason, today)),
        nextCursor: last === null ? null : encodeCursor([reason, last.since, last.case_id]),
      };
    });
  }
}

const PAGE = `
with ${waitingNotices(1, 3)}, found as (
  (select s.case_id, s.due_from as since, s.next_stage_key as stage_key, null::uuid as notice_id,
          case when s.reason in ('minimum-gap', 'not-a-sending-day') then s.next_on end as until
     from case_schedule s
    where s.account_id = $1 and s.reason = $4 and ${HOLDS_BACK} and s.due_from <= $2 and ($5::uuid is null or s.client_id = $5)
      and ($6::date is null or (s.due_from, s.case_id) > ($6, $7::uuid))
    order by s.due_from, s.case_id limit $8)
  union all
  (select k.case_id, w.planned_on, k.stage_key, w.id, null
     from waiting w
     join notices n on n.account_id = $1 and n.id = w.id
     join notice_cases k on k.account_id = $1 and k.notice_id = w.id and k.outcome = 'pending'
    where w.reason = $4 and ($5::uuid is null or n.client_id = $5)
      and ($6::date is null or (w.planned_on, k.case_id) > ($6, $7::uuid))
    order by w.planned_on, k.case_id limit $8)
)
select f.case_id, c.number, c.client_id, c.client_name, c.balance_minor, c.currency, c.due_on, f.stage_key, f.since, f.notice_id,
       coalesce(f.until, case when f.notice_id is null and h.until > $2 then h.until end) as until
  from (select * from found order by since, case_id limit $8) f
  join cases c on c.account_id = $1 and c.id = f.case_id
 cross join lateral case_hold(c.account_id, c.id, c.client_id) h
 order by f.since, f.case_id`;

function toRow(row: Row, reason: string, today: string): HeldRow {
  return {
    case: { id: row.case_id, number: row.number },
    client: { id: row.client_id, name: row.client_name },
    balance: moneyOf(row.balance_minor, row.currency),
    daysPastDue: daysBetween(localDate(row.due_on), localDate(today)),
    stageKey: row.stage_key,
    reason,
    since: row.since,
    until: row.until,
    noticeId: row.notice_id,
  };
}
