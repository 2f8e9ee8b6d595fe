import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';

import { encodeCursor } from '../../../platform/http/cursor.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readDayCursor } from '../day-cursor.js';
import { CROSSED } from './crossed.js';
import type {
  FalseReminderFilter,
  FalseReminderPage,
  FalseReminderPeriod,
  FalseReminderRates,
  FalseReminderRow,
} from './false-reminders.dto.js';

interface Row {
  case_id: string;
  number: string;
  client_id: string;
  client_name: string;
  notice_id: string;
  stage_key: string;
  sent_on: string;
  paid_on: string;
  learned_at: Date;
  source: FalseReminderRow['source'];
}

const LIST = 'false-reminders';

/** How often somebody was reminded who had paid, and of whom that is true. */
@Injectable()
export class FalseRemindersQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  rates(scope: AccountScope, { days }: FalseReminderPeriod): Promise<FalseReminderRates> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const { from, to } = periodOf(await this.day.today(tx, scope), days);
      const row = await tx.one<Pick<FalseReminderRates, 'byStage' | 'bySource'>>(
        `with ${CROSSED}, stage as (
           select s.stage_key, count(*) as sent,
                  (select count(*) from crossed x where x.stage_key = s.stage_key) as crossed
             from sent s group by s.stage_key
         ), source as (
           select source, count(*) as crossed from crossed group by source
         )
         select coalesce((select jsonb_agg(jsonb_build_object('stageKey', stage_key, 'sent', sent, 'crossed', crossed) order by crossed desc, sent desc, stage_key)
                            from stage), '[]') as "byStage",
                coalesce((select jsonb_agg(jsonb_build_object('source', source, 'crossed', crossed) order by crossed desc, source) from source), '[]') as "bySource"`,
        [scope.accountId, from, to],
      );
      const { byStage, bySource } = row!;
      return {
        from,
        to,
        sent: byStage.reduce((sum, { sent }) => sum + sent, 0),
        crossed: byStage.reduce((sum, { crossed }) => sum + crossed, 0),
        byStage,
        bySource,
      };
    });
  }

  /** The last sent first. */
  page(
    scope: AccountScope,
    { days, stage, source, limit, cursor }: FalseReminderFilter,
  ): Promise<FalseReminderPage> {
    const after = cursor === undefined ? null : readDayCursor(cursor, LIST);
    return this.tenancy.inAccount(scope, async (tx) => {
      const { from, to } = periodOf(await this.day.today(tx, scope), days);
      const rows = await tx.query<Row>(
        `with ${CROSSED}
         select case_id, number, client_id, client_name, notice_id, stage_key, sent_on, paid_on, learned_at, source
           from crossed
          where ($4::text is null or stage_key = $4) and ($5::text is null or source = $5)
            and ($6::date is null or (sent_on, case_id) < ($6, $7::uuid))
          order by sent_on desc, case_id desc limit $8`,
        [
          ...[scope.accountId, from, to, stage ?? null, source ?? null],
          ...[after?.day ?? null, after?.id ?? null, limit + 1],
        ],
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1)! : null;
      return {
        items: shown.map(toRow),
        nextCursor: last === null ? null : encodeCursor([LIST, last.sent_on, last.case_id]),
      };
    });
  }
}

function periodOf(today: string, days: number): { from: string; to: string } {
  return { from: addDays(localDate(today), 1 - days), to: today };
}

function toRow(row: Row): FalseReminderRow {
  return {
    case: { id: row.case_id, number: row.number },
    client: { id: row.client_id, name: row.client_name },
    noticeId: row.notice_id,
    stageKey: row.stage_key,
    sentOn: row.sent_on,
    paidOn: row.paid_on,
    learnedAt: row.learned_at.toISOString(),
    source: row.source,
  };
}
