import { owed } from '@invoicetracker/dunning';
import { sumByCurrency } from '@invoicetracker/money';

import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { CaseToDecide } from '../case-facts.reader.js';
import type { OldDebtCalendar, OldDebtDay, OldDebtRow, OldDebtRowPage } from './old-debts.dto.js';
import type { Foreseen } from './rehearse-release.js';

const ROWS = 200;

/** The days on which something leaves, counted. */
export function calendarOf({ from, until, notices, silent }: Foreseen): OldDebtCalendar {
  return {
    from,
    until,
    days: [...Map.groupBy(notices, (notice) => notice.leavesOn)].map(([on, ofDay]) =>
      dayOf(on, ofDay),
    ),
    notices: notices.length,
    clients: clientsOf(notices),
    silentCases: silent.length,
    silentTotals: totalsOf(silent),
  };
}

/** What leaves on one day, row by row. */
export function rowsOf(
  { notices }: Foreseen,
  on: string,
  cursor: string | undefined,
): OldDebtRowPage {
  const rows = notices
    .filter((notice) => notice.leavesOn === on)
    .flatMap((notice) =>
      notice.cases.map(({ case: one, stage }): OldDebtRow => ({
        client: { id: one.clientId, name: one.clientName },
        caseId: one.caseId,
        number: one.number,
        stageKey: stage.key,
        audience: notice.audience,
        amount: askedOf(one.facts),
      })),
    );
  const start = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)[0]) || 0;
  const end = start + ROWS;
  return {
    items: rows.slice(start, end),
    nextCursor: end < rows.length ? encodeCursor([String(end)]) : null,
  };
}

function dayOf(on: string, notices: Foreseen['notices']): OldDebtDay {
  const byStage = Map.groupBy(
    notices.toSorted((one, other) => one.stage.position - other.stage.position),
    (notice) => notice.stage.key,
  );
  return {
    on,
    notices: notices.length,
    clients: clientsOf(notices),
    byStage: [...byStage].map(([stageKey, ofStage]) => ({ stageKey, notices: ofStage.length })),
    totals: totalsOf(notices.flatMap((notice) => notice.cases.map(({ case: one }) => one))),
  };
}

/** The own people are no client. */
function clientsOf(notices: Foreseen['notices']): number {
  return new Set(
    notices.filter(({ audience }) => audience === 'client').map(({ clientId }) => clientId),
  ).size;
}

function totalsOf(cases: readonly CaseToDecide[]) {
  return sumByCurrency(cases.map(({ facts }) => owed(facts))).map((sum) =>
    moneyOf(sum.minor, sum.currency),
  );
}

function askedOf(facts: CaseToDecide['facts']) {
  const { minor, currency } = owed(facts);
  return moneyOf(minor, currency);
}
