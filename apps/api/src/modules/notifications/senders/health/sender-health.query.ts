import { Injectable } from '@nestjs/common';

import { addDays, instantAt, localDate } from '@invoicetracker/calendar';

import { Clock } from '../../../../platform/clock/clock.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../../../platform/http/cursor.js';
import type { AccountScope } from '../../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../../accounts/contract/account-day.js';
import { readSenderView } from '../sender-view.js';
import type {
  SenderDelivery,
  SenderDeliveryFilter,
  SenderDeliveryPage,
  SenderHealth,
  SenderHealthDay,
} from './sender-health.dto.js';

/** How a sender has fared: what became of its messages, on the account's days. */
@Injectable()
export class SenderHealthQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound */
  days(scope: AccountScope, senderId: string, count: number): Promise<SenderHealth> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await readSenderView(tx, scope.accountId, senderId, this.clock.now());
      const today = await this.day.today(tx, scope);
      const from = addDays(localDate(today), 1 - count);
      const [start] = await boundsOf(tx, scope, from);
      const days = await tx.query<SenderHealthDay>(DAYS, [
        scope.accountId,
        senderId,
        from,
        today,
        start,
      ]);
      return { days };
    });
  }

  /** @throws NotFound, DomainError `invalid-cursor` */
  page(
    scope: AccountScope,
    senderId: string,
    { on, outcome, limit, cursor }: SenderDeliveryFilter,
  ): Promise<SenderDeliveryPage> {
    const after = cursor === undefined ? [null, null] : keyOf(cursor);
    return this.tenancy.inAccount(scope, async (tx) => {
      await readSenderView(tx, scope.accountId, senderId, this.clock.now());
      const [start, end] = await boundsOf(tx, scope, on);
      const rows = await tx.query<DeliveryRow>(PAGE, [
        scope.accountId,
        senderId,
        start,
        end,
        outcome ?? null,
        ...after,
        limit + 1,
      ]);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(toDelivery),
        nextCursor:
          rows.length > limit ? encodeCursor([last!.attemptedAt.toISOString(), last!.id]) : null,
      };
    });
  }
}

interface DeliveryRow extends Omit<SenderDelivery, 'client' | 'attemptedAt'> {
  readonly clientId: string;
  readonly clientName: string;
  readonly attemptedAt: Date;
}

function toDelivery({ clientId, clientName, attemptedAt, ...row }: DeliveryRow): SenderDelivery {
  return {
    ...row,
    client: { id: clientId, name: clientName },
    attemptedAt: attemptedAt.toISOString(),
  };
}

/** The first instant of a day of the account's and the first one after it. */
async function boundsOf(tx: Transaction, scope: AccountScope, on: string): Promise<[Date, Date]> {
  const account = (await tx.one<{ timeZone: string }>(
    'select time_zone as "timeZone" from accounts where id = $1',
    [scope.accountId],
  ))!;
  const day = localDate(on);
  return [
    instantAt(account.timeZone, day, '00:00'),
    instantAt(account.timeZone, addDays(day, 1), '00:00'),
  ];
}

function keyOf(cursor: string): [Date, string] {
  const [at, id] = decodeCursor(cursor, 2) as [string, string];
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime()) || !UUID.test(id)) throw invalid();
  return [instant, id];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is only planned, or under way this moment, has come to nothing yet. */
const OUTCOME = `case when d.state = 'refused' then 'refused' when d.state = 'unknown' then 'unknown'
                      when d.state = 'accepted' and d.attempts <= 1 then 'accepted'
                      when d.state in ('accepted', 'deferred') then 'delayed' end`;

const DAYS = `
  select to_char(g.on_day, 'YYYY-MM-DD') as on, coalesce(c.accepted, 0) as accepted, coalesce(c.delayed, 0) as delayed,
         coalesce(c.refused, 0) as refused, coalesce(c.unknown, 0) as unknown
    from generate_series($3::date, $4::date, interval '1 day') g(on_day)
    left join (
      select (o.attempted_at at time zone o.time_zone)::date as on_day,
             (count(*) filter (where o.outcome = 'accepted'))::int as accepted, (count(*) filter (where o.outcome = 'delayed'))::int as delayed,
             (count(*) filter (where o.outcome = 'refused'))::int as refused, (count(*) filter (where o.outcome = 'unknown'))::int as unknown
        from (select d.attempted_at, a.time_zone, ${OUTCOME} as outcome
                from deliveries d join accounts a on a.id = $1
               where d.account_id = $1 and d.sender_id = $2 and d.attempted_at >= $5) o
       group by 1) c on c.on_day = g.on_day::date
   order by g.on_day`;

const PAGE = `
  select o.id, o.notice_id as "noticeId", n.client_id as "clientId", l.name as "clientName", o.recipient, o.outcome,
         o.server_code as "serverCode", o.server_answer as "serverAnswer", o.attempts, o.attempted_at as "attemptedAt"
    from (select d.*, ${OUTCOME} as outcome from deliveries d
           where d.account_id = $1 and d.sender_id = $2 and d.attempted_at >= $3 and d.attempted_at < $4
             and ($6::timestamptz is null or (d.attempted_at, d.id) < ($6, $7::uuid))) o
    join notices n on n.account_id = $1 and n.id = o.notice_id
    join clients l on l.account_id = $1 and l.id = n.client_id
   where o.outcome = coalesce($5, o.outcome)
   order by o.attempted_at desc, o.id desc limit $8`;
