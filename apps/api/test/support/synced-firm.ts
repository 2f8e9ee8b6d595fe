import { type Sandbox, startSandbox, type SandboxOptions } from '@invoicetracker/sandbox';

import type { ProviderName } from '../../src/config/provider-names.js';
import { CreateConnection } from '../../src/modules/providers/connections/create-connection.js';
import { Patience } from '../../src/modules/providers/governor/patience.js';
import { SyncRunsQuery } from '../../src/modules/providers/runs/sync-runs.query.js';
import type { SyncRunView } from '../../src/modules/providers/runs/sync-runs.dto.js';
import { RunSync } from '../../src/modules/providers/sync/run-sync.js';
import { StartSync } from '../../src/modules/providers/sync/start-sync.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Firm } from '../factories/firm.js';
import { MovableClock } from './movable-clock.js';
import { PLAYED, playedSettings } from './played-providers.js';
import { Product } from './product.js';

/** The product beside a sandbox that shares its calendar; waiting costs no time. */
export interface SyncWorld {
  readonly product: Product;
  readonly sandbox: Sandbox;
  readonly clock: MovableClock;
  close(): Promise<void>;
}

export async function startSyncWorld(
  now: string,
  options: SandboxOptions = {},
  settings: Record<string, string> = {},
): Promise<SyncWorld> {
  const clock = new MovableClock();
  clock.set(now);
  const sandbox = await startSandbox({ limits: false, clock: () => clock.now(), ...options });
  const product = await Product.start({
    ...playedSettings(sandbox),
    CLOCK_FILE: clock.file,
    ...settings,
  });
  const patience = await product.get(Patience);
  patience.wait = async (_ms, signal) => {
    signal?.throwIfAborted();
    await letPausesPass(product);
  };
  const close = async () => {
    await product.close();
    await sandbox.close();
    clock.remove();
  };
  return { product, sandbox, clock, close };
}

/** As if so much time had passed that every host may be asked again. */
async function letPausesPass(product: Product): Promise<void> {
  await product.owner.query('update request_buckets set tokens = 1000');
  await product.owner.query(
    'update provider_hosts set paused_until = null, open_until = opened_at where paused_until is not null or opened_at is not null',
  );
}

/** A firm connected to books of its own in the sandbox. */
export class SyncedFirm {
  private constructor(
    private readonly world: SyncWorld,
    readonly firm: Firm,
    readonly key: string,
    readonly connectionId: string,
  ) {}

  static async make(
    world: SyncWorld,
    name: string,
    key = `sandbox-${name}`,
    provider: ProviderName = 'infakt',
  ): Promise<SyncedFirm> {
    const firm = await Firm.make(world.product, name);
    return SyncedFirm.connect(world, firm, key, provider);
  }

  /** The same firm with one more connection, to books of its own. */
  connectAnother(name: string, provider: ProviderName = 'infakt'): Promise<SyncedFirm> {
    return SyncedFirm.connect(this.world, this.firm, `sandbox-${name}`, provider);
  }

  private static async connect(
    world: SyncWorld,
    firm: Firm,
    key: string,
    provider: ProviderName,
  ): Promise<SyncedFirm> {
    const create = await world.product.get(CreateConnection);
    const connectionId = await create.execute(systemScope(firm.accountId), {
      provider,
      name: provider,
      credentials: PLAYED[provider].credentials(key),
    });
    return new SyncedFirm(world, firm, key, connectionId);
  }

  /** One run from its start to its end, in this process, long after the one before. */
  async sync(signal = new AbortController().signal): Promise<SyncRunView> {
    const scope = systemScope(this.firm.accountId);
    await letPausesPass(this.world.product);
    const runId = await (
      await this.world.product.get(StartSync)
    ).execute(scope, this.connectionId, 'person');
    await (await this.world.product.get(RunSync)).execute(scope, runId, signal);
    return (await this.world.product.get(SyncRunsQuery)).one(scope, runId);
  }

  /** As a daily run, which reads everything; in between only what has changed is asked for. */
  async fullSync(): Promise<SyncRunView> {
    await this.firm.rows(
      'update connections set full_pass_at = null where account_id = $1 and id = $2',
      this.connectionId,
    );
    return this.sync();
  }

  /** The case of a document by its id at the provider; undefined where there is none. */
  async caseOf(
    externalId: string | number,
  ): Promise<{ state: string; reason: string | null; balance: number } | undefined> {
    const [found] = await this.firm.rows<{ state: string; reason: string | null; balance: number }>(
      `select c.state, c.closed_reason as reason, c.balance_minor::int as balance
         from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        where c.account_id = $1 and i.connection_id = $3 and i.external_id = $2`,
      String(externalId),
      this.connectionId,
    );
    return found;
  }

  /** Runs until nothing is left to read, however small the budget. */
  async syncToTheEnd(): Promise<SyncRunView> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const run = await this.sync();
      if (run.state === 'succeeded') return run;
    }
    throw new Error('the sync does not come to an end');
  }

  /** Everything a sync has made of the books, without ids and instants: two ways to the same end look alike. */
  async endState(): Promise<unknown> {
    const [invoices, lines, clients, contacts, cases, allocations] = await Promise.all([
      this.firm.rows(
        'select collection, external_id, kind, number, currency, gross_minor, balance_minor, due_on::text, is_draft, cancelled_on is not null as cancelled, removed_on is not null as removed from invoices where account_id = $1 order by 1, 2',
      ),
      this.firm.rows(
        'select i.external_id, l.position, l.name, l.quantity, l.gross_minor from invoice_lines l join invoices i on i.id = l.invoice_id where l.account_id = $1 order by 1, 2',
      ),
      this.firm.rows(
        'select external_id, name, kind, tax_number, street, postal_code, city, country, phone, email_text from clients where account_id = $1 order by 1, 2',
      ),
      this.firm.rows(
        'select c.external_id, k.email from client_contacts k join clients c on c.id = k.client_id where k.account_id = $1 order by 1, 2',
      ),
      this.firm.rows(
        'select i.external_id, c.state, c.closed_reason, c.balance_minor from cases c join invoices i on i.id = c.invoice_id where c.account_id = $1 order by 1',
      ),
      this.firm.rows(
        'select i.external_id, sum(a.amount_minor) as amount from allocations a join invoices i on i.id = a.invoice_id where a.account_id = $1 group by 1 order by 1',
      ),
    ]);
    return { invoices, lines, clients, contacts, cases, allocations };
  }
}
