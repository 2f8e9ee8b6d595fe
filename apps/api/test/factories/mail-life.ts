import { type MailCatcher, startMailCatcher } from '@invoicetracker/sandbox';

import { CollectMailbox } from '../../src/modules/inbound/collect/collect-mailbox.js';
import { passwordPlace } from '../../src/modules/inbound/mailbox/mailbox.reader.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Product } from '../support/product.js';
import { Firm } from './firm.js';
import { Outbox } from './outbox.js';

/** Where the firm's answers come to. */
export const ANSWERS_TO = 'windykacja@firma.example';

/** A firm whose notices leave through a mail server of its own, and whose mailbox there is read. */
export class MailLife {
  private constructor(
    private readonly product: Product,
    readonly firm: Firm,
    readonly outbox: Outbox,
    readonly catcher: MailCatcher,
  ) {}

  static async start(product: Product, firm: Firm): Promise<MailLife> {
    const catcher = await startMailCatcher();
    const outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(catcher.smtpPort);
    await firm.rows('update senders set reply_to = null where account_id = $1');
    const life = new MailLife(product, firm, outbox, catcher);
    await life.openMailbox();
    return life;
  }

  /** One notice for each client, handed over. */
  async write(clients: { name: string; emails?: string[] }[], day?: string): Promise<void> {
    await this.outbox.plan(clients, day);
    await this.outbox.work();
  }

  /** The caught mail to an address, or what came to it last. */
  async mailTo(address: string): Promise<string> {
    const found = (await this.catcher.control.list()).filter(({ to }) => to.includes(address));
    if (found.length === 0) throw new Error(`nothing was sent to ${address}`);
    return found.at(-1)!.id;
  }

  async reply(address: string, text: string, more: object = {}): Promise<void> {
    await this.catcher.control.reply(await this.mailTo(address), { text, ...more });
  }

  async bounce(address: string, status?: string): Promise<void> {
    const order = status === undefined ? {} : { status };
    await this.catcher.control.bounce(await this.mailTo(address), order);
  }

  /** What the jobs do, now: each mailbox of the firm is read, side by side. */
  async collect(): Promise<void> {
    const due = await this.firm.rows<{ id: string }>(
      `update mailboxes set next_collect_at = '2000-01-01' where account_id = $1 returning id`,
    );
    const collect = await this.product.get(CollectMailbox);
    const scope = systemScope(this.firm.accountId);
    const { signal } = new AbortController();
    await Promise.all(due.map(({ id }) => collect.execute(scope, id, signal)));
  }

  async mailbox(): Promise<{
    id: string;
    last_uid: string;
    problem: string | null;
    failures: number;
    unrelated_count: string;
    lease_until: Date | null;
  }> {
    const [row] = await this.firm.rows<Awaited<ReturnType<MailLife['mailbox']>>>(
      'select * from mailboxes where account_id = $1',
    );
    return row!;
  }

  mails(): Promise<
    { kind: string; state: string; body_text: string; matched_by: string; from_email: string }[]
  > {
    return this.firm.rows('select * from inbound_mails where account_id = $1 order by id');
  }

  close(): Promise<void> {
    return this.catcher.close();
  }

  private async openMailbox(): Promise<void> {
    const [row] = await this.firm.rows<{ id: string }>(
      `with m as (
         insert into mailboxes (account_id, host, port, security, username, folder, next_collect_at, read_since, created_at, updated_at)
         values ($1, '127.0.0.1', $2, 'none', $3, 'INBOX', '2000-01-01', '2000-01-01', now(), now()) returning id
       )
       update senders set mailbox_id = m.id from m where account_id = $1 returning m.id`,
      this.catcher.imapPort,
      ANSWERS_TO,
    );
    const sealer = await this.product.get(Sealer);
    const sealed = sealer.seal('secret', passwordPlace(this.firm.accountId, row!.id));
    await this.firm.rows('update mailboxes set sealed_password = $2 where account_id = $1', sealed);
  }
}
