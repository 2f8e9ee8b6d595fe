import type pg from 'pg';

/**
 * Fills an account with many active cases straight in the tables, past triggers and foreign key checks
 * (a superuser may), because the product's own way is measured elsewhere.
 */
export async function insertManyCases(
  owner: pg.Pool,
  accountId: string,
  count: number,
): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(
      `insert into clients (account_id, id, name, kind, country, language, email_text, created_at, updated_at)
       select $1, md5('client' || n)::uuid, 'Klient ' || n, 'business', 'PL', 'pl', 'klient' || n || '@client.example', now(), now()
         from generate_series(1, $2::int / 20) n`,
      [accountId, count],
    );
    await client.query(
      `insert into cases (account_id, id, invoice_id, client_id, state, opened_on, number, client_name, currency, gross_minor, balance_minor,
                          due_on, search_text, stage_key, stage_position, policy_id, policy_version)
       select $1, md5('case' || n)::uuid, md5('invoice' || n)::uuid, md5('client' || 1 + n % ($2::int / 20))::uuid, 'active', '2026-01-01', 'FV/' || n || '/2026',
              'Klient ' || 1 + n % ($2::int / 20), case when n % 10 = 0 then 'EUR' else 'PLN' end, 1000 + n % 1000000, 1000 + n % 1000000,
              date '2025-06-01' + n % 400, 'fv/' || n || '/2026 klient ' || 1 + n % ($2::int / 20) || ' klient' || 1 + n % ($2::int / 20) || '@client.example',
              (array[null, 'overdue-notice', 'demand', 'hand-over-notice', 'hand-over'])[1 + n % 5], nullif(1 + n % 5, 1), (select id from policies where account_id = $1), 1
         from generate_series(1, $2::int) n`,
      [accountId, count],
    );
    await client.query(
      `insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, reason)
       select account_id, id, client_id, date '2026-06-01' + (hashtext(number) & 63), 'demand', 'not-due-yet' from cases where account_id = $1`,
      [accountId],
    );
    await client.query('commit');
    await client.query('vacuum analyze cases, case_schedule, clients');
  } finally {
    client.release();
  }
}
