import type { Caller, Product } from '../support/product.js';
import { Firm } from './firm.js';

/** A firm on 17 March 2026 whose plan has a stage that a person does, with an accountant and a viewer. */
export class FirmByHand {
  private constructor(
    private readonly product: Product,
    readonly firm: Firm,
    readonly accountant: Caller,
    readonly viewer: Caller,
  ) {}

  /** The people of all the firms a spec makes. */
  static async staff(product: Product): Promise<() => Promise<FirmByHand>> {
    const adam = await product.user('adam');
    const wiktor = await product.user('wiktor');
    const accountant = await product.signedIn('adam');
    const viewer = await product.signedIn('wiktor');
    return async () => {
      const firm = await Firm.make(product, 'Firma', [
        { userId: adam, role: 'accountant' },
        { userId: wiktor, role: 'viewer' },
      ]);
      await firm.switchSending(true);
      product.clock.set('2026-03-17T10:00:00+01:00');
      return new FirmByHand(product, firm, accountant, viewer);
    };
  }

  get url(): string {
    return `/accounts/${this.firm.accountId}`;
  }

  /** A stage goes that way, if not told otherwise the first overdue one (+7); what comes after it is by mail. */
  goesBy(channel: 'letter' | 'task', stageKey = 'overdue-notice') {
    return this.firm.rows(
      'update stages set channel = $2 where account_id = $1 and key = $3 returning key',
      channel,
      stageKey,
    );
  }

  livesAt(street: string | null) {
    return this.firm.rows(
      `update clients set street = $2, postal_code = '31-002', city = 'Kraków', phone = '+48 600 700 800' where account_id = $1 returning id`,
      street,
    );
  }

  /** A client with invoices due on 2026-03-10; their stage is due on the 17th. */
  async owing(name: string, count = 1): Promise<string[]> {
    const client = await this.firm.client(name);
    const ids: string[] = [];
    for (let index = 1; index <= count; index += 1) {
      ids.push(
        await this.firm.invoice(client, { number: `${name}/${index}`, dueOn: '2026-03-10' }),
      );
    }
    return ids;
  }

  async run(day = '2026-03-17'): Promise<void> {
    this.product.clock.set(`${day}T10:00:00+01:00`);
    await this.firm.settle(day);
    await this.firm.run(day);
  }

  async list(what: 'tasks' | 'letters', query = '') {
    return (await this.viewer('GET', `${this.url}/${what}?${query}`)).body.items;
  }

  schedule() {
    return this.firm.rows<{ next_on: string; reason: string }>(
      'select next_on, reason from case_schedule where account_id = $1',
    );
  }

  contacted() {
    return this.firm.rows('select contacted_on from client_contact_days where account_id = $1');
  }

  stages() {
    return this.firm.rows(
      "select stage_key, outcome from case_stages where account_id = $1 and outcome <> 'lapsed' order by 1",
    );
  }
}
