import { Injectable } from '@nestjs/common';

import { isLocalDate } from '@invoicetracker/calendar';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { AnswerFacts } from './answer-facts.js';
import { answerView } from './answer-view.js';
import type { EvaluationPage, EvaluationView } from './evaluations.dto.js';

interface Row {
  on_day: string;
  at: Date;
  code: string;
  facts: AnswerFacts;
  notice_id: string | null;
  state: string;
  sent_on: string | null;
}

/** The history of a case's answers, the last first. */
@Injectable()
export class EvaluationsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws NotFound */
  page(scope: AccountScope, caseId: string, { limit, cursor }: PageQuery): Promise<EvaluationPage> {
    const before = cursor === undefined ? null : dayOf(cursor);
    return this.tenancy.inAccount(scope, async (tx) => {
      const isThere = await tx.one('select 1 from cases where account_id = $1 and id = $2', [
        scope.accountId,
        caseId,
      ]);
      if (isThere === undefined) throw new NotFound('case');
      const rows = await tx.query<Row>(
        `select e.on_day, e.at, e.code, e.facts, n.id as notice_id, n.state, n.sent_on
           from case_evaluations e
           left join notices n on n.account_id = e.account_id and n.id = (e.facts ->> 'noticeId')::uuid
          where e.account_id = $1 and e.case_id = $2 and ($3::date is null or e.on_day < $3)
          order by e.on_day desc limit $4`,
        [scope.accountId, caseId, before, limit + 1],
      );
      const shown = rows.slice(0, limit);
      return {
        items: shown.map(toView),
        nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)!.on_day]) : null,
      };
    });
  }
}

function toView(row: Row): EvaluationView {
  const { notice_id: id, state, sent_on: sentOn } = row;
  return {
    ...answerView(row.code, row.facts, id === null ? null : { id, state, sentOn }),
    onDay: row.on_day,
    at: row.at.toISOString(),
  };
}

function dayOf(cursor: string): string {
  const [day] = decodeCursor(cursor, 1) as [string];
  if (!isLocalDate(day)) throw invalid();
  return day;
}
