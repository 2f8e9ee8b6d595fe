import { asOwner } from '../arrange/as-owner.mjs';
import { changedRows, rowVersions } from '../arrange/row-versions.mjs';
import { alternate } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { rowOf } from '../framework/row.mjs';
import { syncPair } from './sync-pair.mjs';

const ROUNDS = 5;

/** The same 5,000 invoices once more, nothing having changed: read and compared, and not a row touched. */
export async function* resync5000(context) {
  const pair = await syncPair(context, 5000);
  const firm = await pair.newFirm();
  await pair.ours(firm, { isFirst: true });
  const look = () => asOwner(pair.database, (owner) => rowVersions(owner, firm.accountId));
  const before = await look();
  const measured = await alternate(
    ROUNDS,
    () => pair.limit({ firm, work: 'compare', only: 'invoices' }),
    async () => (await pair.ours(firm)).seconds,
  );
  const touched = changedRows(before, await look());
  const rate = { value: 5000 / measured.value, baseline: 5000 / measured.baseline };
  yield rowOf('resync-5000', 'invoices/s', rate, goals.ratioAtLeast(0.5));
  yield rowOf('resync-5000-rows-touched', 'rows', { value: touched }, goals.exactly(0));
  await pair.close();
}
