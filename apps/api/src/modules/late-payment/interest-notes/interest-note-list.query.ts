import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { type NoteRow, NOTE_COLUMNS, toNoteRow } from './note-row.js';
import type { InterestNoteFilter, InterestNotePage } from './interest-notes.dto.js';

/** The notes of an account, the last issued first. */
@Injectable()
export class InterestNoteListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  page(
    scope: AccountScope,
    { state, client, limit, cursor }: InterestNoteFilter,
  ): Promise<InterestNotePage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const rows = await tx.query<NoteRow>(
        `select ${NOTE_COLUMNS}
           from interest_notes t join clients l on l.account_id = t.account_id and l.id = t.client_id
          where t.account_id = $1 and ($2::uuid is null or t.client_id = $2) and ($3::uuid is null or t.id < $3)
            and ($4::text is null or $4 = case when t.voided_at is not null then 'void' when t.paid_minor = t.total_minor then 'paid' else 'open' end)
          order by t.id desc limit $5`,
        [scope.accountId, client ?? null, afterOf(cursor), state ?? null, limit + 1],
      );
      const items = rows.slice(0, limit).map((row) => toNoteRow(row, today));
      const last = items.at(-1);
      const hasMore = rows.length > limit && last !== undefined;
      return { items, nextCursor: hasMore ? encodeCursor([last.id]) : null };
    });
  }
}

function afterOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw invalid();
  return id;
}
