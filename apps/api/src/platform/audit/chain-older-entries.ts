import pg from 'pg';

import type { AuditKeys } from './audit-keys.js';
import { type ChainedRecord, RECORD_COLUMNS } from './audit-record.js';
import { type ChainEnd, linkOf, macOfHead, NO_HASH } from './links.js';

/**
 * Chains entries that an older version wrote without a link, once, as the tables' owner: the run-time role
 * cannot. An account without entries gets the head of an empty chain. Accounts that have a chain already are left alone, so that nobody gets an entry chained by
 * taking its link away.
 *
 * @returns how many entries were chained
 */
export async function chainOlderEntries(ownerUrl: string, keys: AuditKeys): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_constraint where conname = 'audit_entries_chained' and not convalidated`,
    );
    if (rowCount === 0) return 0;
    await client.query('begin');
    // The owner is behind the wall too, but for this transaction; nobody else gets in meanwhile.
    await setForced(client, false);
    const { rows } = await client.query<{ account_id: string }>(
      `select a.id as account_id from accounts a
        where not exists (select 1 from audit_heads h where h.account_id = a.id)`,
    );
    let chained = 0;
    for (const { account_id } of rows) chained += await chainAccount(client, keys, account_id);
    const open = await client.query('select 1 from audit_entries where hash is null limit 1');
    if (open.rowCount === 0)
      await client.query('alter table audit_entries validate constraint audit_entries_chained');
    await setForced(client, true);
    await client.query('commit');
    return chained;
  } finally {
    await client.end();
  }
}

async function setForced(client: pg.Client, isForced: boolean): Promise<void> {
  for (const table of ['accounts', 'audit_entries', 'audit_heads'])
    await client.query(
      `alter table ${table} ${isForced ? 'force' : 'no force'} row level security`,
    );
}

async function chainAccount(
  client: pg.Client,
  keys: AuditKeys,
  accountId: string,
): Promise<number> {
  const { rows } = await client.query<ChainedRecord>(
    `select ${RECORD_COLUMNS} from audit_entries where account_id = $1 order by audit_entries.seq`,
    [accountId],
  );
  const keyId = keys.newestKeyId;
  let end: ChainEnd = { seq: 0, hash: NO_HASH };
  for (const record of rows) {
    end = {
      seq: record.seq,
      hash: linkOf(keys, keyId, accountId, record.seq, end.hash, record)!,
    };
    await client.query(
      'update audit_entries set hash = $3, key_id = $4 where account_id = $1 and seq = $2',
      [accountId, end.seq, end.hash, keyId],
    );
  }
  await client.query(
    'insert into audit_heads (account_id, seq, hash, key_id, mac) values ($1, $2, $3, $4, $5)',
    [accountId, end.seq, end.hash, keyId, macOfHead(keys, keyId, accountId, end)],
  );
  return rows.length;
}
