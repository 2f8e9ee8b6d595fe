import { moneyOf } from '../../../platform/http/money.dto.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { InstalmentView, PromiseView } from './promises.dto.js';

interface Row {
  id: string;
  state: PromiseView['state'];
  amount_minor: string;
  received_minor: string;
  currency: string;
  breaks_on: string;
  grace_days: number;
  note: string;
  source: PromiseView['source'];
  made_on: string;
  made_by: string | null;
  ended_on: string | null;
  instalments: { on: string; minor: string }[];
}

/** Everything the client has promised on a case, the last first. */
export async function readPromises(
  tx: Transaction,
  accountId: string,
  caseId: string,
): Promise<PromiseView[]> {
  const rows = await tx.query<Row>(
    `select p.id, p.state, p.amount_minor, p.received_minor, p.currency, p.breaks_on, p.grace_days, p.note, p.source, p.made_on, u.name as made_by, p.ended_on,
            (select jsonb_agg(jsonb_build_object('on', n.due_on, 'minor', n.amount_minor::text) order by n.position)
               from promise_instalments n where n.account_id = p.account_id and n.promise_id = p.id) as instalments
       from promises p left join users u on u.id = p.created_by
      where p.account_id = $1 and p.case_id = $2 order by p.id desc limit 50`,
    [accountId, caseId],
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    amount: moneyOf(row.amount_minor, row.currency),
    received: moneyOf(row.received_minor, row.currency),
    instalments: withPaid(row),
    breaksOn: row.breaks_on,
    graceDays: row.grace_days,
    note: row.note,
    source: row.source,
    madeOn: row.made_on,
    madeBy: row.made_by,
    endedOn: row.ended_on,
  }));
}

/** The money settles the instalments in their order. */
function withPaid({ instalments, received_minor, currency }: Row): InstalmentView[] {
  let left = BigInt(received_minor) > 0n ? BigInt(received_minor) : 0n;
  return instalments.map(({ on, minor }) => {
    const amount = BigInt(minor);
    const paid = left < amount ? left : amount;
    left -= paid;
    return { on, amount: moneyOf(amount, currency), paid: moneyOf(paid, currency) };
  });
}
