import type { LocalDate } from '@invoicetracker/calendar';
import type { DunningPolicy } from '@invoicetracker/dunning';

import type { Moment } from '../../src/modules/cases/contract/moment.js';
import { putOnHold } from '../../src/modules/cases/contract/put-on-hold.js';
import { raiseDispute } from '../../src/modules/cases/contract/raise-dispute.js';
import { recordPromise } from '../../src/modules/cases/contract/record-promise.js';
import { SettleDisputes } from '../../src/modules/cases/disputes/settle-disputes.js';
import { ChangePolicies } from '../../src/modules/cases/policies/change-policies.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import type { Product } from '../support/product.js';
import type { SmtpDouble } from '../support/smtp-double.js';
import { type Arrived, liesAbout } from '../support/true-books.js';
import type { BookedInvoice, JudgedPlan, Part, SentLetter } from './judge.js';
import type { FirmLayout, LivedFirm } from './lived-firm.js';

/** The product as it is: rows, runs, an outbox and a mail server. The run comes at five, the outbox at eight (UTC). */
export class FirmInDatabase implements LivedFirm {
  private readonly ids = new Map<string, string>();

  private constructor(
    private readonly product: Product,
    private readonly firm: Firm,
    private readonly outbox: Outbox,
  ) {}

  static async found(
    product: Product,
    smtp: SmtpDouble,
    name: string,
    day: LocalDate,
    { weekdays, gapDays, timeZone }: FirmLayout,
  ): Promise<FirmInDatabase> {
    product.clock.set(`${day}T05:00:00Z`);
    const firm = await Firm.make(product, name);
    const outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await firm.rows(
      `update accounts set send_weekdays = $2, time_zone = $3, is_holiday_skipped = true, daily_notice_cap = 1000, undo_minutes = 0 where id = $1`,
      weekdays,
      timeZone,
    );
    await firm.rows('update policy_versions set min_gap_days = $2 where account_id = $1', gapDays);
    return new FirmInDatabase(product, firm, outbox);
  }

  async client(name: string): Promise<void> {
    this.ids.set(name, await this.firm.client(name));
  }

  async issue({ number, client, dueOn, legalDueOn, grossMinor }: BookedInvoice): Promise<void> {
    const id = await this.firm.invoice(this.idOf(client), { number, dueOn, gross: grossMinor });
    await this.firm.rows(
      'update invoices set legal_due_on = $3 where account_id = $1 and id = $2',
      id,
      legalDueOn,
    );
    this.ids.set(number, id);
  }

  async move(number: string, minor: number, on: LocalDate): Promise<void> {
    this.atDawn(on);
    await this.firm.pay(this.idOf(number), minor, on);
    await this.firm.settle(on, [this.idOf(number)]);
  }

  async hasOpenCase(number: string): Promise<boolean> {
    return (await this.openCase(number)) !== undefined;
  }

  stop(client: string, day: LocalDate, until: LocalDate): Promise<void> {
    return this.inAccount(day, (tx, scope, at) =>
      putOnHold(
        tx,
        scope,
        at,
        { kind: 'client', id: this.idOf(client) },
        { code: 'stop', reason: 'rozmowa', until },
      ),
    );
  }

  async promise(
    number: string,
    day: LocalDate,
    parts: readonly Part[],
    graceDays: number,
  ): Promise<void> {
    const caseId = (await this.openCase(number))!;
    await this.inAccount(day, (tx, scope, at) =>
      recordPromise(tx, scope, at, caseId, {
        instalments: parts.map(({ on, minor }) => ({ on, amountMinor: BigInt(minor) })),
        graceDays,
        source: 'person',
        note: 'telefon',
      }),
    );
  }

  async contest(number: string, day: LocalDate, minor: number | null): Promise<void> {
    const caseId = (await this.openCase(number))!;
    if (minor !== null) {
      const dispute = { reason: 'other', text: 'nie', source: 'person' } as const;
      await this.inAccount(day, (tx, scope, at) =>
        raiseDispute(tx, scope, at, caseId, { ...dispute, amountMinor: BigInt(minor) }),
      );
      return;
    }
    const rows = await this.firm.rows<{ id: string }>(
      `select id from disputes where account_id = $1 and case_id = $2 and state = 'open'`,
      caseId,
    );
    const settle = await this.product.get(SettleDisputes);
    const ids = rows.map(({ id }) => id);
    await settle.decide(systemScope(this.firm.accountId), ids, 'withdrawn', '');
  }

  async moneyInHand(client: string, minor: number, day: LocalDate): Promise<void> {
    this.atDawn(day);
    await this.firm.moneyInHand(this.idOf(client), minor, day);
  }

  async writeApart(client: string, isApart: boolean): Promise<void> {
    await this.firm.rows(
      'update clients set is_notice_per_invoice = $3 where account_id = $1 and id = $2',
      this.idOf(client),
      isApart,
    );
  }

  async lay(plan: JudgedPlan): Promise<void> {
    const [policy] = (await this.firm.rows(
      'select id, name, revision from policies where account_id = $1',
    )) as [{ id: string; name: string; revision: number }];
    const change = await this.product.get(ChangePolicies);
    const policyOf = (before: DunningPolicy): DunningPolicy => ({
      ...before,
      minGapDays: plan.gapDays,
      stages: before.stages.map((stage, index) => ({ ...stage, ...plan.stages[index] })),
    });
    const { id: policyId, name, revision } = policy;
    await change.execute(
      systemScope(this.firm.accountId),
      { kind: 'version', policyId, name, revision, stageNames: [], policyOf },
      true,
    );
  }

  async run(day: LocalDate): Promise<void> {
    this.product.clock.set(`${day}T05:00:00Z`);
    await this.firm.settle(day);
    await this.firm.run(day);
    this.product.clock.set(`${day}T08:00:00Z`);
    await this.outbox.work();
    // what a busy machine has withheld, because its look was old by then, leaves in the next round
    await this.outbox.work();
  }

  lettersOf(day: LocalDate): Promise<SentLetter[]> {
    return this.firm.rows<SentLetter>(
      `select n.sent_on::text as on, l.name as client, n.audience, n.stage_key as stage,
              array_agg(line.said order by line.said collate "C") as about,
              sum(k.amount_minor - k.credited_minor)::int as "askedMinor"
         from notices n
         join clients l on l.account_id = n.account_id and l.id = n.client_id
         join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome = 'counted'
         join cases c on c.account_id = k.account_id and c.id = k.case_id
        cross join lateral (select concat_ws(' ', c.number, k.stage_key, k.instalment_on) as said) line
        where n.account_id = $1 and n.sent_on = $2 group by n.account_id, n.id, l.name order by n.audience`,
      day,
    );
  }

  async openMinor(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.firm.rows<{ number: string; open: string }>(
      'select number, balance_minor::text as open from invoices where account_id = $1',
    );
    return new Map(rows.map(({ number, open }) => [number, Number(open)]));
  }

  /** What the judge of all scenarios says of the firm's books, of all that has arrived from anybody. */
  async lies(arrived: readonly Arrived[]): Promise<string[]> {
    const mine = await this.firm.rows<{ id: string }>(
      'select message_id as id from deliveries where account_id = $1',
    );
    const ids = new Set(mine.map(({ id }) => id));
    // the sums of its letters have been judged each evening, as they were asked for
    const ofFirm = arrived
      .filter(({ messageId }) => ids.has(messageId))
      .map(({ messageId }) => ({ messageId }));
    return liesAbout(this.firm, ofFirm, { isOver: true });
  }

  /** Other firms have lived through their day before: what happens now is later than all of this one's letters. */
  private atDawn(day: LocalDate): void {
    this.product.clock.set(`${day}T05:00:00Z`);
  }

  private idOf(name: string): string {
    return this.ids.get(name)!;
  }

  private async openCase(number: string): Promise<string | undefined> {
    const [row] = await this.firm.rows<{ id: string }>(
      `select id from cases where account_id = $1 and number = $2 and state = 'active'`,
      number,
    );
    return row?.id;
  }

  private async inAccount(
    day: LocalDate,
    work: (
      tx: Parameters<typeof putOnHold>[0],
      scope: Parameters<typeof putOnHold>[1],
      at: Moment,
    ) => Promise<unknown>,
  ): Promise<void> {
    this.product.clock.set(`${day}T05:00:00Z`);
    const at = { now: this.product.clock.now(), today: day };
    const tenancy = await this.product.get(Tenancy);
    await tenancy.inAccount(systemScope(this.firm.accountId), (tx) =>
      work(tx, systemScope(this.firm.accountId), at),
    );
  }
}
