import type { Transaction } from '../../../platform/database/transaction.js';

/** What an account calls its stages, by key; those it has given no name are missing. */
export async function readStageNames(
  tx: Transaction,
  accountId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ stage_key: string; name: string }>(
    'select stage_key, name from stage_names where account_id = $1',
    [accountId],
  );
  return new Map(rows.map((row) => [row.stage_key, row.name]));
}

/** Gives stages their names, or takes them back with null; a name that is left out stays. */
export async function writeStageNames(
  tx: Transaction,
  accountId: string,
  stages: readonly { readonly key: string; readonly name?: string | null | undefined }[],
): Promise<void> {
  const said = stages.filter(({ name }) => name !== undefined);
  if (said.length === 0) return;
  await tx.execute(
    `merge into stage_names s using unnest($2::text[], $3::text[]) as w(stage_key, name)
        on s.account_id = $1 and s.stage_key = w.stage_key
      when matched and w.name is null then delete
      when matched then update set name = w.name
      when not matched and w.name is not null then insert (account_id, stage_key, name) values ($1, w.stage_key, w.name)`,
    [accountId, said.map(({ key }) => key), said.map(({ name }) => name?.trim() ?? null)],
  );
}
