import type { Transaction } from '../../../platform/database/transaction.js';

/** Answers kept for a day in case a request is repeated: no data of the account, and they may hold a key. */
const NOT_EXPORTED = ['idempotency_keys'];
/** Columns that hold a secret, sealed or hashed: of no use elsewhere. */
const SECRET_COLUMNS = '^sealed_|token_hash$|key_hash$';
const PAGE_ROWS = 1000;

/** A table as an export reads it: by its primary key, from page to page. */
export interface ExportedTable {
  readonly name: string;
  /** The column that says whose row it is. */
  readonly accountColumn: string;
  readonly key: readonly { readonly column: string; readonly type: string }[];
  readonly secrets: readonly string[];
}

/** Every table of an account that the run-time role may read, from the catalogue: new tables come along by themselves. */
export function exportedTables(tx: Transaction): Promise<ExportedTable[]> {
  return tx.query<ExportedTable>(
    `select c.relname as name, case when c.relname = 'accounts' then 'id' else 'account_id' end as "accountColumn",
            (select jsonb_agg(jsonb_build_object('column', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by array_position(x.indkey::int2[], a.attnum))
               from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any (x.indkey)
              where x.indrelid = c.oid and x.indisprimary) as key,
            coalesce((select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attname ~ $2), '{}') as secrets
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and (c.relname = 'accounts' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped))
        and c.relname <> all ($1::text[]) and has_table_privilege(c.oid, 'select')
      order by c.relname`,
    [NOT_EXPORTED, SECRET_COLUMNS],
  );
}

/**
 * The next rows as JSON texts, just as PostgreSQL writes them: amounts keep every digit.
 *
 * @param after the key of the last row of the page before
 */
export async function readRows(
  tx: Transaction,
  accountId: string,
  { name, accountColumn, key, secrets }: ExportedTable,
  after: readonly string[] | null,
): Promise<{ lines: string[]; next: string[] | null }> {
  const columns = key.map(({ column }) => `t.${quoted(column)}`).join(', ');
  const marks = key.map(({ type }, index) => `$${index + 4}::${type}`).join(', ');
  const rows = await tx.query<{ line: string; key: string[] }>(
    `select (to_jsonb(t) - $2::text[])::text as line, array[${key.map(({ column }) => `t.${quoted(column)}::text`).join(', ')}] as key
       from ${quoted(name)} t
      where t.${quoted(accountColumn)} = $1 ${after === null ? '' : `and (${columns}) > (${marks})`}
      order by ${columns} limit $3`,
    [accountId, secrets, PAGE_ROWS, ...(after ?? [])],
  );
  return {
    lines: rows.map((row) => row.line),
    next: rows.length < PAGE_ROWS ? null : rows.at(-1)!.key,
  };
}

/** Names come from the catalogue; quoting keeps odd ones harmless. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
