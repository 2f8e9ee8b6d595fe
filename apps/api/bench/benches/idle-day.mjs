import { asOwner } from '../arrange/as-owner.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { CASES, millionCases } from '../arrange/million-cases.mjs';
import { openProduct } from '../arrange/product.mjs';
import { secondsOf } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { RunAccountDay } from '../../dist/modules/cases/run-account-day.js';

/** Days on which none of the million cases is due: the first of them comes due on 1 June 2026. */
const DAYS = Array.from(
  { length: 28 },
  (_, index) => `2026-02-${String(index + 1).padStart(2, '0')}`,
);
const ACCOUNTS = 1000;
/** Runs a worker does side by side. */
const LANES = 4;

/** The daily run of a firm with a million open cases when nothing is due, and of a thousand firms that have none. */
export async function* dailyRunIdle(context) {
  const { database, accountId } = await context.shared(millionCases);
  const product = await openProduct(environmentFor(database));
  context.atEnd(product.close);
  const run = product.get(RunAccountDay);
  const limit = [];
  const ours = [];
  await asOwner(database, async (owner) => {
    for (const day of DAYS) {
      const look =
        'select case_id from case_schedule where account_id = $1 and next_on <= $2 limit 1';
      limit.push((await secondsOf(() => owner.query(look, [accountId, day]))) * 1000);
      ours.push((await secondsOf(() => run.execute(accountId, day))) * 1000);
    }
  });
  const times = { value: median(ours), baseline: median(limit) };
  yield rowOf(`daily-run-idle (${CASES} open)`, 'ms', times, goals.atMost(20, 'ms'));

  const accounts = await copiesOf(database, accountId);
  const together = await secondsOf(() =>
    Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let id = accounts.pop(); id !== undefined; id = accounts.pop()) {
          await run.execute(id, DAYS[0]);
        }
      }),
    ),
  );
  yield rowOf(
    `daily-run-idle-${ACCOUNTS}-accounts`,
    's',
    { value: together },
    goals.atMost(1, 's'),
  );
}

/** Firms with the settings and the policy of another one, and nothing else. */
function copiesOf(database, accountId) {
  return asOwner(database, async (owner) => {
    await owner.query('begin');
    await owner.query(
      `create temporary table copied on commit drop as select uuidv7() as id from generate_series(1, ${ACCOUNTS})`,
    );
    const { rows: columns } = await owner.query(
      `select table_name, string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
        where table_schema = 'public' and table_name in ('accounts', 'policies', 'policy_versions', 'stages')
          and column_name <> case when table_name = 'accounts' then 'id' else 'account_id' end
        group by table_name order by table_name`,
    );
    for (const { table_name, names } of columns) {
      const key = table_name === 'accounts' ? 'id' : 'account_id';
      await owner.query(
        `insert into ${table_name} (${key}, ${names}) select copied.id, ${names.replaceAll(/(^|, )/g, '$1t.')}
           from copied, ${table_name} t where t.${key} = $1`,
        [accountId],
      );
    }
    const { rows } = await owner.query('select id from copied');
    await owner.query('commit');
    return rows.map(({ id }) => id);
  });
}
