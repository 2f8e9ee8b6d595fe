import { Injectable } from '@nestjs/common';

import { encodeCursor } from '../../../platform/http/cursor.js';
import type { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readDayCursor } from '../day-cursor.js';
import type { HoldPage, HoldRow } from './holds.dto.js';

interface Row {
  id: string;
  code: HoldRow['code'];
  subject: HoldRow['subject'];
  reason: string;
  until: string | null;
  since: string;
  by: string | null;
  case_id: string | null;
  number: string | null;
  client_id: string | null;
  client_name: string | null;
}

/** Stands in a cursor for a stop without a day, which comes after all others. */
const NO_DAY = '9999-12-31';

/** The stops in force, a page at a time: those that end first come first, those without a day last. */
@Injectable()
export class HoldListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  page(scope: AccountScope, { limit, cursor }: PageQuery): Promise<HoldPage> {
    const after = cursor === undefined ? null : readDayCursor(cursor, 'stops');
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const rows = await tx.query<Row>(
        `select h.id, h.code, h.subject, h.reason, h.until, h.created_on as since, u.name as by,
                h.case_id, c.number, coalesce(h.client_id, c.client_id) as client_id, coalesce(l.name, c.client_name) as client_name
           from holds h
           left join cases c on c.account_id = h.account_id and c.id = h.case_id
           left join clients l on l.account_id = h.account_id and l.id = h.client_id
           left join users u on u.id = h.created_by
          where h.account_id = $1 and h.ended_at is null and h.code in ('stop', 'reply') and coalesce(h.until, 'infinity') > $2::date
            and ($3::date is null or (coalesce(h.until, 'infinity'), h.id) > ($3, $4::uuid))
          order by coalesce(h.until, 'infinity'), h.id limit $5`,
        [
          scope.accountId,
          today,
          after === null ? null : after.day === NO_DAY ? 'infinity' : after.day,
          after?.id ?? null,
          limit + 1,
        ],
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1)! : null;
      return {
        items: shown.map(toRow),
        nextCursor: last === null ? null : encodeCursor(['stops', last.until ?? NO_DAY, last.id]),
      };
    });
  }
}

function toRow(row: Row): HoldRow {
  return {
    id: row.id,
    code: row.code,
    subject: row.subject,
    reason: row.reason,
    until: row.until,
    since: row.since,
    by: row.by,
    case: row.case_id === null ? null : { id: row.case_id, number: row.number! },
    client: row.client_id === null ? null : { id: row.client_id, name: row.client_name! },
  };
}
