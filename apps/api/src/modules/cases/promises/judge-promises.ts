import { localDate } from '@invoicetracker/calendar';
import { type Instalment, type PromiseStanding, promiseStanding } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { dropFromAwaiting } from '../contract/drop-from-awaiting.js';
import { endHolds } from '../contract/end-holds.js';
import type { Moment } from '../contract/moment.js';
import { lookAtPlans } from './look-at-plans.js';
import { type JudgedPromise, writeJudged } from './write-judged.js';

interface Row {
  id: string;
  case_id: string;
  invoice_id: string;
  note: string;
  state: 'open' | 'kept';
  received_minor: string;
  known_minor: string;
  next_on: string;
  country: string;
  grace_days: number;
  case_state: string;
  closed_reason: string | null;
  instalments: { on: string; minor: string }[];
}

const JUDGED = `
select p.id, p.case_id, c.invoice_id, p.note, p.state, i.allocated_minor - p.allocated_before_minor as received_minor, p.received_minor as known_minor, p.next_on, p.grace_days,
       a.country, c.state as case_state, c.closed_reason,
       (select jsonb_agg(jsonb_build_object('on', n.due_on, 'minor', n.amount_minor::text) order by n.position)
          from promise_instalments n where n.account_id = p.account_id and n.promise_id = p.id) as instalments
  from promises p
  join cases c on c.account_id = p.account_id and c.id = p.case_id
  join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
  join accounts a on a.id = p.account_id
 where p.account_id = $1 and `;

/** After money came or went on these invoices: what was promised on them is kept, nearer, or open again. */
export async function judgePromisesOf(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  invoiceIds: readonly string[],
): Promise<void> {
  const rows = await tx.query<Row>(
    // one that was kept is looked at again as long as no other has come after it: its money may have gone back
    `${JUDGED} p.state in ('open', 'kept') and c.invoice_id = any ($2::uuid[])
       and not exists (select 1 from promises later where later.account_id = p.account_id and later.case_id = p.case_id and later.id > p.id)
     order by p.id for update of p`,
    [scope.accountId, invoiceIds],
  );
  await judge(tx, scope, at, rows);
}

/**
 * Judges the promises whose last day has passed. Those that are broken let their cases go on at the stage they had.
 *
 * @param limit how many at a time
 * @returns how many there were; fewer than the limit when all are done
 */
export async function judgeDuePromises(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  limit: number,
): Promise<number> {
  const rows = await tx.query<Row>(
    `${JUDGED} p.state = 'open' and p.breaks_on <= $2 order by p.breaks_on, p.id limit $3 for update of p`,
    [scope.accountId, at.today, limit],
  );
  await judge(tx, scope, at, rows);
  return rows.length;
}

async function judge(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  rows: readonly Row[],
): Promise<void> {
  const judged = rows.map((row) => judgedOf(row, at.today)).filter((one) => one !== null);
  if (judged.length === 0) return;
  await writeJudged(tx, scope, at, judged);
  const over = judged.filter(({ state }) => state !== 'open').map(({ caseId }) => caseId);
  if (over.length > 0)
    await endHolds(tx, scope, at, { subjectIds: over, codes: ['promise'] }, 'settled');
  const plans = judged.filter(({ isPlan }) => isPlan);
  const kept = plans.filter(({ state }) => state === 'open').map(({ caseId }) => caseId);
  if (kept.length > 0) await lookAtPlans(tx, scope, at, kept);
  if (plans.length > 0)
    await dropFromAwaiting(
      tx,
      scope,
      at,
      plans.map(({ invoiceId }) => invoiceId),
    );
}

/** What a promise has become; null where nothing has changed. */
function judgedOf(row: Row, today: string): JudgedPromise | null {
  const instalments: Instalment[] = row.instalments.map(({ on, minor }) => ({
    on: localDate(on),
    amountMinor: BigInt(minor),
  }));
  const isClosed = row.case_state === 'closed';
  const isPaid = isClosed && (row.closed_reason === 'paid' || row.closed_reason === 'credited');
  const receivedMinor = BigInt(row.received_minor);
  const known = {
    id: row.id,
    caseId: row.case_id,
    invoiceId: row.invoice_id,
    isPlan: instalments.length > 1,
    note: row.note,
    receivedMinor,
  };
  const named = { nextOn: row.next_on, nextMinor: null, breaksOn: null };
  if (isClosed && !isPaid)
    return row.state === 'kept' ? null : { ...known, ...named, state: 'void' };
  const standing = promiseStanding(
    instalments,
    { receivedMinor, isSettled: isPaid, graceDays: row.grace_days },
    row.country,
    localDate(today),
  );
  if (isAsKnown(row, standing, instalments)) return null;
  if (standing.kind === 'kept') return { ...known, ...named, state: 'kept' };
  if (standing.kind === 'open') {
    const next = instalments[standing.next]!;
    const { breaksOn } = standing;
    return { ...known, state: 'open', nextOn: next.on, nextMinor: next.amountMinor, breaksOn };
  }
  const missed = instalments[standing.missed]!;
  return {
    ...known,
    ...named,
    state: standing.kind,
    nextOn: missed.on,
    nextMinor: missed.amountMinor,
  };
}

function isAsKnown(
  row: Row,
  standing: PromiseStanding,
  instalments: readonly Instalment[],
): boolean {
  if (row.state === 'kept') return standing.kind === 'kept';
  if (standing.kind !== 'open') return false;
  return row.received_minor === row.known_minor && instalments[standing.next]!.on === row.next_on;
}
