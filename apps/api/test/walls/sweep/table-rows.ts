import type pg from 'pg';

/**
 * Looks at rows past every wall, as the database's owner: digests of what belongs to an account, and a
 * copy of everything to go back to.
 */
export class TableRows {
  private constructor(
    private readonly owner: pg.Pool,
    private readonly columns: ReadonlyMap<string, readonly string[]>,
    private readonly ofAccount: string,
    private readonly ofEverybody: string,
  ) {}

  static async of(owner: pg.Pool): Promise<TableRows> {
    const { rows } = await owner.query<{ name: string; columns: string[] }>(`
      select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
       group by 1 order by 1`);
    const columns = new Map(rows.map((row) => [row.name, row.columns]));
    const digests = rows.map(({ name }) => digest(name, 'true'));
    const ofAccount = rows.flatMap((row) => {
      const condition = belonging(row.name, row.columns);
      return condition === null ? [] : [digest(row.name, condition)];
    });
    return new TableRows(
      owner,
      columns,
      ofAccount.join(' union all '),
      digests.join(' union all '),
    );
  }

  /** One digest a table, of the account's rows and of its people's. */
  async digests(accountId: string): Promise<Record<string, string>> {
    const { rows } = await this.owner.query<{ name: string; sum: string }>(this.ofAccount, [
      accountId,
    ]);
    return Object.fromEntries(rows.map((row) => [row.name, row.sum]));
  }

  /** Tables that have no row of the account: what is not there cannot be seen to change. */
  async empty(accountId: string): Promise<string[]> {
    const digests = await this.digests(accountId);
    return Object.keys(digests).filter((name) => digests[name] === '');
  }

  /** Remembers every row. */
  async keep(): Promise<void> {
    await this.owner.query('drop schema if exists kept cascade; create schema kept');
    for (const name of this.columns.keys())
      await this.owner.query(`create table kept.${name} as table public.${name}`);
  }

  /** Puts every row back that has changed since. */
  async putBack(): Promise<void> {
    const [now, then] = await Promise.all([this.all('public'), this.all('kept')]);
    const changed = [...this.columns.keys()].filter((name) => now[name] !== then[name]);
    if (changed.length === 0) return;
    const client = await this.owner.connect();
    try {
      await client.query("begin; set local session_replication_role = 'replica'");
      for (const name of changed) {
        const columns = this.columns.get(name)!.join(', ');
        await client.query(`delete from public.${name}`);
        await client.query(
          `insert into public.${name} (${columns}) overriding system value select ${columns} from kept.${name}`,
        );
      }
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  private async all(schema: 'public' | 'kept'): Promise<Record<string, string>> {
    const { rows } = await this.owner.query<{ name: string; sum: string }>(
      this.ofEverybody.replaceAll(' from public.', ` from ${schema}.`),
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.sum]));
  }
}

function digest(table: string, condition: string): string {
  return `select '${table}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from public.${table} t where ${condition}`;
}

/** Which rows are an account's: its own, and those of the people who belong to no other. */
function belonging(table: string, columns: readonly string[]): string | null {
  const people = '(select user_id from public.memberships where account_id = $1)';
  if (table === 'accounts') return 't.id = $1';
  if (table === 'users') return `t.id in ${people}`;
  if (columns.includes('account_id')) return 't.account_id = $1';
  if (columns.includes('user_id')) return `t.user_id in ${people}`;
  return null;
}
