import type { Caller, Product } from '../support/product.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { recordNoticeOutcome } from '../../src/modules/cases/contract/record-notice-outcome.js';
import { Firm } from './firm.js';

/** A firm with one admin whose days are lived through over HTTP: runs, accepted notices, payments. */
export class WorkingFirm {
  private constructor(
    private readonly product: Product,
    readonly firm: Firm,
    private readonly username: string,
    private caller: Caller,
  ) {}

  static async on(product: Product, day: string, username: string): Promise<WorkingFirm> {
    product.clock.set(`${day}T09:00:00+01:00`);
    const userId = await product.user(username);
    const firm = await Firm.make(product, 'Firma', [{ userId, role: 'admin' }]);
    await firm.switchSending(true);
    return new WorkingFirm(product, firm, username, await product.signedIn(username));
  }

  /** Sends a request below the account. */
  send: Caller = (method, url, payload, headers) =>
    this.caller(method, `/accounts/${this.firm.accountId}${url}`, payload, headers);

  /** The clock stands at nine on a day; nothing has run yet. */
  async moveTo(day: string): Promise<void> {
    this.product.clock.set(`${day}T09:00:00+01:00`);
    this.caller = await this.product.signedIn(this.username);
  }

  /** The day's run, and every notice it plans is accepted. */
  async live(day: string): Promise<void> {
    await this.moveTo(day);
    await this.firm.run(day);
    await this.accept(day);
  }

  /** Every notice that is planned is accepted. */
  async accept(day: string): Promise<void> {
    const tenancy = await this.product.get(Tenancy);
    const scope = systemScope(this.firm.accountId);
    const at = { now: this.product.clock.now(), today: day };
    const planned = await this.firm.rows<{ id: string }>(
      "update notices set state = 'sent' where account_id = $1 and state = 'planned' returning id",
    );
    for (const { id } of planned)
      await tenancy.inAccount(scope, (tx) =>
        recordNoticeOutcome(tx, scope, at, id, 'counted', null),
      );
  }

  /** Every day from one to another, both lived. */
  async liveThrough(from: string, to: string): Promise<void> {
    for (let day = from; day <= to; day = dayAfter(day)) await this.live(day);
  }

  async caseId(number: string): Promise<string> {
    const [row] = await this.firm.rows<{ id: string }>(
      'select id from cases where account_id = $1 and number = $2',
      number,
    );
    return row!.id;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  async show(number: string): Promise<any> {
    return (await this.send('GET', `/cases/${await this.caseId(number)}`)).body;
  }

  /** Days and stages of all that was sent, in order. */
  async notices(): Promise<string[]> {
    const rows = await this.firm.rows<{ step: string }>(
      "select planned_on || ' ' || stage_key as step from notices where account_id = $1 order by id",
    );
    return rows.map(({ step }) => step);
  }

  /** What the case's history tells, the oldest first, without what a test does not ask for. */
  async history(number: string, ...kinds: string[]): Promise<string[]> {
    const { timeline } = await this.show(number);
    return timeline
      .map((event: { onDay: string; kind: string }) => ({ ...event }))
      .reverse()
      .filter(({ kind }: { kind: string }) => kinds.length === 0 || kinds.includes(kind))
      .map(({ onDay, kind }: { onDay: string; kind: string }) => `${onDay} ${kind}`);
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
