import type { Transaction } from '../../../platform/database/transaction.js';
import type { ChargeChoice } from './case-claim.dto.js';

/** Choices shown; a case has a few. */
const SHOWN = 50;

/** What was said about interest and compensation of a case, the last first. */
export async function readChargeChoices(
  tx: Transaction,
  accountId: string,
  caseId: string,
): Promise<ChargeChoice[]> {
  const rows = await tx.query<Omit<ChargeChoice, 'at'> & { at: Date }>(
    `select h.id, h.part, h.is_waived as "isWaived", h.reason, u.name as by, h.made_at as at
       from late_charge_choices h left join users u on u.id = h.made_by
      where h.account_id = $1 and h.case_id = $2 order by h.id desc limit $3`,
    [accountId, caseId, SHOWN],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
