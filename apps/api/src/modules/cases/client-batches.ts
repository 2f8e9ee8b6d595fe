import type { Transaction } from '../../platform/database/transaction.js';

/** Cases that are read at once; of one client always all, however many. */
export const BATCH_CASES = 1_000;
/** Clients whose cases are counted at once. */
const CLIENTS = 500;

const NO_CLIENT = '00000000-0000-0000-0000-000000000000';

/**
 * The clients of an account's active cases, by their ids, in batches of so many cases: what is read of them never
 * grows with the account.
 */
export async function* clientBatches(tx: Transaction, accountId: string): AsyncGenerator<string[]> {
  let after = NO_CLIENT;
  for (;;) {
    const clients = await tx.query<{ id: string; cases: number }>(
      `select client_id as id, count(*)::int as cases from cases
        where account_id = $1 and state = 'active' and client_id > $2 group by client_id order by client_id limit $3`,
      [accountId, after, CLIENTS],
    );
    if (clients.length === 0) return;
    after = clients.at(-1)!.id;
    yield* inBatches(clients);
  }
}

function* inBatches(
  clients: readonly { readonly id: string; readonly cases: number }[],
): Generator<string[]> {
  let batch: string[] = [];
  let cases = 0;
  for (const client of clients) {
    if (batch.length > 0 && cases + client.cases > BATCH_CASES) {
      yield batch;
      batch = [];
      cases = 0;
    }
    batch.push(client.id);
    cases += client.cases;
  }
  yield batch;
}
