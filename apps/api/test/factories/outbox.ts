import { SendNotices } from '../../src/modules/notifications/outbox/send-notices.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Product } from '../support/product.js';
import type { Firm } from './firm.js';

/** A firm's outbox: notices are planned by a real daily run and handed over by a real worker's use-case. */
export class Outbox {
  constructor(
    private readonly product: Product,
    readonly firm: Firm,
  ) {}

  /** The firm sends through this port; with a name it signs in. */
  async useSender(port: number, more: { username?: string } = {}): Promise<void> {
    await this.firm.rows(
      `insert into senders (account_id, host, port, security, username, from_name, from_email, reply_to, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', $3, 'Żółta Łódź', 'windykacja@firma.example', 'biuro@firma.example', now(), now())`,
      port,
      more.username ?? null,
    );
  }

  /** One overdue invoice a client, and the run that plans their notices. */
  async plan(clients: { name: string; emails?: string[] }[], day = '2026-03-17'): Promise<void> {
    for (const [index, { name, emails }] of clients.entries()) {
      await this.firm.invoice(await this.firm.client(name, emails), {
        number: `FV/${index + 1}`,
        dueOn: '2026-03-10',
      });
    }
    await this.firm.settle(day);
    await this.firm.run(day);
  }

  async work(): Promise<void> {
    const send = await this.product.get(SendNotices);
    await send.execute(systemScope(this.firm.accountId), new AbortController().signal);
  }

  states(): Promise<{ state: string; reason: string | null; attempts: number }[]> {
    return this.firm.rows(
      'select state, reason, attempts from notices where account_id = $1 order by id',
    );
  }

  async onlyNotice(): Promise<string> {
    const rows = await this.firm.rows<{ id: string }>(
      'select id from notices where account_id = $1',
    );
    if (rows.length !== 1) throw new Error(`there are ${rows.length} notices`);
    return rows[0]!.id;
  }

  deliveries(): Promise<
    {
      recipient: string;
      state: string;
      attempts: number;
      server_code: number | null;
      server_answer: string | null;
    }[]
  > {
    return this.firm.rows(
      'select recipient, state, attempts, server_code, server_answer from deliveries where account_id = $1 order by recipient',
    );
  }

  /** How far the stages have come, lapsed ones left out. */
  outcomes(): Promise<{ outcome: string }[]> {
    return this.firm.rows(
      "select outcome from case_stages where account_id = $1 and outcome <> 'lapsed' order by outcome",
    );
  }

  /** Kinds of the cases' history, in order. */
  async events(): Promise<string[]> {
    const rows = await this.firm.rows<{ kind: string }>(
      'select kind from case_events where account_id = $1 order by id',
    );
    return rows.map((row) => row.kind);
  }
}
