import { RunAccountDay } from '../../dist/modules/cases/run-account-day.js';
import { asOwner } from './as-owner.mjs';
import { CASES_PER_CLIENT, DUE_DAY, makeDueCases } from './due-cases.mjs';
import { environmentFor } from './environment.mjs';
import { openProduct } from './product.mjs';

/** Fills the outbox of a new firm whose invoices are kept by hand: one notice for each of its clients. */
export async function fillOutbox(database, notices, smtpPort) {
  const accountId = await makeDueCases(database, notices * CASES_PER_CLIENT);
  await letSend(database, accountId, smtpPort);
  await planNotices(database, accountId, DUE_DAY);
  return accountId;
}

/** Lets a firm send at any hour, as much as it likes, through a server. */
export async function letSend(database, accountId, smtpPort) {
  await asOwner(database, async (owner) => {
    await owner.query(
      `update accounts set is_automatic_sending = true, is_unusual_held = false, daily_notice_cap = 100000, send_from = '00:00', send_until = '23:59',
              send_weekdays = '{1,2,3,4,5,6,7}', is_holiday_skipped = false where id = $1`,
      [accountId],
    );
    await owner.query(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'Firma pomiarowa', 'biuro@firma.example', now(), now())`,
      [accountId, smtpPort],
    );
  });
}

/** Has the daily run plan what is due. */
export async function planNotices(database, accountId, day) {
  const product = await openProduct(environmentFor(database));
  const { counts } = await product.get(RunAccountDay).execute(accountId, day);
  await product.close();
  await asOwner(database, async (owner) => {
    await owner.query("update notices set not_before = planned_on where state = 'planned'");
    // only what has rows: a table analysed while empty would be read from end to end as it fills
    await owner.query('vacuum analyze notices, notice_cases, case_stages, case_schedule, cases');
  });
  return counts.notices;
}
