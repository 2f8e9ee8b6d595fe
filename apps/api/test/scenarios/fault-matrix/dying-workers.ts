import { LeaseLost } from '../../../src/modules/providers/sync/held-run.js';
import { PageWriter } from '../../../src/modules/providers/sync/page-writer.js';
import { RunSync } from '../../../src/modules/providers/sync/run-sync.js';
import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import type { Product } from '../../support/product.js';

/** More lives than any pass has pages. */
const MAX_LIVES = 400;

/**
 * Workers that die at every page border: each of them writes one page and is gone, some of them just before the page
 * is kept. A dead worker writes nothing any more and releases nothing; time has to run out for its lease.
 */
export class DyingWorkers {
  deaths = 0;
  private isMortal = false;
  private lastBorder = '';
  private isDyingBefore: () => boolean = () => false;

  private constructor(
    private readonly product: Product,
    private readonly run: RunSync,
  ) {}

  /** @param random in [0, 1): decides who dies before its page is kept */
  static async hire(product: Product, random: () => number): Promise<DyingWorkers> {
    const workers = new DyingWorkers(product, await product.get(RunSync));
    workers.isDyingBefore = () => random() < 0.25;
    const pages = await product.get(PageWriter);
    const write = pages.write.bind(pages) as PageWriter['write'];
    pages.write = (scope, work) => {
      if (!workers.isMortal) return write(scope, work);
      return workers.writeOnePage(
        scope.accountId,
        () => write(scope, work),
        (dying) =>
          write(scope, async (tx) => {
            await work(tx);
            throw dying;
          }),
      );
    };
    return workers;
  }

  /** Carries a run to its end, one page a life. @returns how many lives it took */
  async bringToEnd(accountId: string, runId: string, isMortal: boolean): Promise<number> {
    this.isMortal = isMortal;
    try {
      for (let lives = 1; lives <= MAX_LIVES; lives += 1) {
        await this.run.execute(systemScope(accountId), runId, new AbortController().signal);
        if (await this.isOver(runId)) return lives;
      }
    } finally {
      this.isMortal = false;
    }
    throw new Error(`the run does not come to an end in ${MAX_LIVES} lives`);
  }

  private async writeOnePage<T>(
    accountId: string,
    write: () => Promise<T>,
    writeInVain: (dying: Error) => Promise<T>,
  ): Promise<T> {
    const dying = new LeaseLost();
    if (this.isDyingBefore()) {
      this.deaths += 1;
      return writeInVain(dying).catch(async (error: unknown) => {
        if (error === dying) await this.letLeaseRunOut(accountId);
        throw error;
      });
    }
    const result = await write();
    const border = await this.border(accountId);
    // begun anew, a life may do something again that moves nothing: it must get past it
    if (border === this.lastBorder) return result;
    this.lastBorder = border;
    this.deaths += 1;
    await this.letLeaseRunOut(accountId);
    throw dying;
  }

  /** How far the account's run has come. */
  private async border(accountId: string): Promise<string> {
    const { rows } = await this.product.owner.query<{ border: string }>(
      `select concat_ws(' ', r.id, r.phase, r.cursor, r.page_count, r.client_count,
                (select count(*) from sync_rechecks x where x.account_id = r.account_id),
                (select count(*) from clients c where c.account_id = r.account_id and c.details_at is null)) as border
         from sync_runs r where r.account_id = $1 and r.state = 'running'`,
      [accountId],
    );
    return rows[0]?.border ?? '';
  }

  /** What time would do. */
  private async letLeaseRunOut(accountId: string): Promise<void> {
    await this.product.owner.query(
      `update sync_runs set lease_until = now() - interval '1 hour' where account_id = $1 and state = 'running'`,
      [accountId],
    );
  }

  private async isOver(runId: string): Promise<boolean> {
    const { rows } = await this.product.owner.query<{ state: string }>(
      'select state from sync_runs where id = $1',
      [runId],
    );
    return rows[0]?.state !== 'queued' && rows[0]?.state !== 'running';
  }
}
