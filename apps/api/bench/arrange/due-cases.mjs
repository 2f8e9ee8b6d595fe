import { addDays, localDate } from '@invoicetracker/calendar';

import { asOwner } from './as-owner.mjs';
import { environmentFor } from './environment.mjs';
import { makeFirm } from './make-firm.mjs';
import { openProduct } from './product.mjs';
import { withoutIndexes } from './without-indexes.mjs';

/** Open cases of one client: they go into one notice. */
export const CASES_PER_CLIENT = 4;

/** The day on which all of them are due for the notice of overdue payment. */
export const DUE_DAY = '2026-06-01';
const DUE_ON = addDays(localDate(DUE_DAY), -10);
const REMINDED_ON = addDays(DUE_ON, -1);

/**
 * Gives a new firm, which sends by itself, this many cases that wait for their second stage: the reminder before the
 * due date was accepted, ten days ago the invoice was due.
 *
 * @param due how many of them wait for that day, those of every so many clients; the others for a later one
 * @returns the account's id
 */
export async function makeDueCases(database, count, due = count) {
  const product = await openProduct(environmentFor(database));
  const accountId = await makeFirm(product);
  await product.close();
  await asOwner(database, async (owner) => {
    await owner.query('begin');
    await owner.query('set local session_replication_role = replica');
    await withoutIndexes(owner, FILLED.split(', '), () => fill(owner, accountId, count, due));
    await owner.query('commit');
    // only what has rows: a table analysed while empty would be read from end to end as it fills
    await owner.query(`vacuum analyze ${FILLED}`);
  });
  return accountId;
}

async function fill(owner, accountId, count, due) {
  const parameters = [accountId, count, CASES_PER_CLIENT, DUE_ON, REMINDED_ON, count / due];
  for (const statement of STATEMENTS) {
    await owner.query(
      `with given as (
        select $1::uuid as account_id, $2::int as count, $3::int as per_client, $4::date as due_on, $5::date as reminded_on, $6::int as due_each)
      ${statement}`,
      parameters,
    );
  }
}

const FILLED =
  'clients, client_contacts, client_contact_days, invoices, cases, case_stages, case_schedule';
const CLIENT_NUMBERS = 'given, generate_series(1, count / per_client) n';
const INVOICE_NUMBERS = 'given, generate_series(0, count - 1) n';
const CLIENT_ID = "md5('client' || 1 + n / per_client)::uuid";

const STATEMENTS = [
  'update accounts set is_automatic_sending = true, is_unusual_held = false from given where id = given.account_id',
  `insert into clients (account_id, id, name, kind, country, language, email_text, created_at, updated_at)
   select account_id, md5('client' || n)::uuid, 'Klient ' || n, 'business', 'PL', 'pl', 'klient' || n || '@client.example', now(), now()
     from ${CLIENT_NUMBERS}`,
  `insert into client_contacts (account_id, client_id, email, source, created_at)
   select account_id, md5('client' || n)::uuid, 'klient' || n || '@client.example', 'provider', now() from ${CLIENT_NUMBERS}`,
  `insert into client_contact_days (account_id, client_id, contacted_on)
   select account_id, md5('client' || n)::uuid, reminded_on from ${CLIENT_NUMBERS}`,
  `insert into invoices (account_id, id, kind, number, client_id, currency, net_minor, tax_minor, gross_minor, issued_on, due_on, legal_due_on,
                         bank_account, created_at, updated_at)
   select account_id, md5('invoice' || n)::uuid, 'invoice', 'FV/' || n || '/2026', ${CLIENT_ID}, 'PLN', 10000 + n, 2300, 12300 + n,
          due_on - 14, due_on, due_on, '61109010140000071219812874', now(), now() from ${INVOICE_NUMBERS}`,
  `insert into cases (account_id, id, invoice_id, client_id, state, opened_on, stage_key, stage_position, number, client_name, currency,
                      gross_minor, balance_minor, due_on, search_text, policy_id, policy_version)
   select account_id, md5('case' || n)::uuid, md5('invoice' || n)::uuid, ${CLIENT_ID}, 'active', due_on - 2, 'reminder-before-due', 1,
          'FV/' || n || '/2026', 'Klient ' || 1 + n / per_client, 'PLN', 12300 + n, 12300 + n, due_on,
          'fv/' || n || '/2026 klient ' || 1 + n / per_client || ' klient' || 1 + n / per_client || '@client.example',
          (select p.id from policies p where p.account_id = given.account_id), 1 from ${INVOICE_NUMBERS}`,
  `insert into case_stages (account_id, case_id, cycle, stage_key, outcome, on_day)
   select account_id, md5('case' || n)::uuid, 1, 'reminder-before-due', 'counted', reminded_on from ${INVOICE_NUMBERS}`,
  `insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, reason)
   select account_id, md5('case' || n)::uuid, ${CLIENT_ID}, 
          case when n / per_client % due_each = 0 then due_on + 7 else due_on + 40 end, 'overdue-notice', 'not-due-yet' from ${INVOICE_NUMBERS}`,
];
