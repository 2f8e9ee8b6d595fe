import { Inject, Injectable } from '@nestjs/common';
import { addDays, dayIn, localDate, minDay, type LocalDate } from '@invoicetracker/calendar';
import { SHIPPED_EXCHANGE_RATES, SHIPPED_RATES, tableOf } from '@invoicetracker/interest';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { addRates, takeTurn } from '../rates/add-rates.js';
import type { Publisher, RateTableId } from '../rates/rate-tables.js';
import {
  storedExchangeRates,
  storedReferenceRates,
  type RateFinding,
} from '../rates/stored-rates.js';
import { askBank } from './ask-bank.js';
import { BankFailure, type BankProblem } from './bank-failure.js';
import { feedsOf, type Bank, type Feed } from './feeds.js';
import { judgeExchange, type KnownMidRate } from './judge-exchange.js';
import { judgeReference, type Judgement, type KnownRow } from './judge-reference.js';
import type { PublishedRate } from './published-rate.js';

/** The years of exchange rates a first look brings; claims that are older have lapsed nearly everywhere. */
const YEARS_BACK = 5;
/** Days that are compared once more at each look. */
const AGAIN_DAYS = 10;
/** Findings that are kept of one look. */
const KEPT_FINDINGS = 50;

/** How a look at one feed ended. */
export interface LookReport {
  readonly feed: string;
  readonly outcome: 'agreed' | 'held' | 'failed';
  readonly problem: BankProblem | null;
  readonly detail: string | null;
  readonly added: number;
  readonly findings: readonly RateFinding[];
}

/** Reads what a bank publishes, takes over what is new and believable, and keeps how it went. */
@Injectable()
export class LookAtBank {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly egress: EgressPolicy,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async execute(bank: Bank): Promise<readonly LookReport[]> {
    const reports: LookReport[] = [];
    for (const feed of feedsOf(this.settings).filter((each) => each.bank === bank)) {
      reports.push(await this.look(feed));
    }
    return reports;
  }

  private async look(feed: Feed): Promise<LookReport> {
    const seen: Seen = { added: 0, findings: [] };
    try {
      await (feed.kind === 'reference'
        ? this.lookAtReference(feed, seen)
        : this.lookAtExchange(feed, seen));
    } catch (error) {
      if (!(error instanceof BankFailure)) throw error;
      const { problem, message } = error;
      return this.keep({ feed: feed.id, outcome: 'failed', problem, detail: message, ...seen });
    }
    const isOpen = seen.findings.some(({ why }) => why !== 'was-decided');
    const outcome = isOpen ? 'held' : 'agreed';
    return this.keep({ feed: feed.id, outcome, problem: null, detail: null, ...seen });
  }

  private async lookAtReference(feed: Feed & { kind: 'reference' }, seen: Seen): Promise<void> {
    const today = this.today();
    const published = await feed.read(this.ask(), today);
    await this.judge(
      seen,
      async (tx) => {
        const known = await knownRows(tx, feed.table);
        return judgeReference(published, known, today, feed.slackDays);
      },
      (rate) => [
        { table: feed.table, validFrom: rate.on, percent: rate.value, source: rate.source },
      ],
      () => [],
    );
  }

  private async lookAtExchange(feed: Feed & { kind: 'exchange' }, seen: Seen): Promise<void> {
    const today = this.today();
    let from = await this.firstDayToAsk(feed.publisher, today);
    while (from <= today) {
      const to = minDay(addDays(from, feed.windowDays - 1), today);
      const range = { from, to };
      const published = await feed.read(this.ask(), from, to);
      await this.judge(
        seen,
        async (tx) => judgeExchange(published, await knownMidRates(tx, feed.publisher), range),
        () => [],
        (rate) => [
          {
            publisher: feed.publisher,
            from: rate.currency!,
            on: rate.on,
            rate: rate.value,
            source: rate.source,
          },
        ],
      );
      from = addDays(to, 1);
    }
  }

  /** Judges and adds in one turn: nobody adds the same day in between, and no request leaves while it lasts. */
  private judge(
    seen: Seen,
    work: (tx: Transaction) => Promise<Judgement>,
    toReference: (rate: PublishedRate) => Parameters<typeof addRates>[2],
    toExchange: (rate: PublishedRate) => Parameters<typeof addRates>[3],
  ): Promise<void> {
    const at = this.clock.wallNow();
    return this.tenancy.asInstance(async (tx) => {
      await takeTurn(tx);
      const { accepted, findings } = await work(tx);
      seen.added += accepted.length;
      seen.findings.push(...findings);
      if (accepted.length === 0) return;
      const adding = { how: 'bank', by: null, at } as const;
      await addRates(tx, adding, accepted.flatMap(toReference), accepted.flatMap(toExchange));
    });
  }

  private async firstDayToAsk(publisher: Publisher, today: LocalDate): Promise<LocalDate> {
    const newest = await this.tenancy.withoutScope((tx) =>
      tx.one<{ on_day: LocalDate | null }>(
        `select max(on_day) as on_day from exchange_rates where publisher = $1 and added_how = 'bank'`,
        [publisher],
      ),
    );
    const start = localDate(`${Number(today.slice(0, 4)) - YEARS_BACK}-01-01`);
    return newest?.on_day == null ? start : addDays(newest.on_day, -AGAIN_DAYS);
  }

  private async keep(report: LookReport): Promise<LookReport> {
    const kept = { ...report, findings: report.findings.slice(-KEPT_FINDINGS) };
    await this.tenancy.asInstance(async (tx) => {
      await takeTurn(tx);
      await tx.execute(
        `insert into rate_looks (feed, looked_at, looked_on, outcome, problem, added, findings)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          kept.feed,
          this.clock.wallNow(),
          this.today(),
          kept.outcome,
          kept.problem === null ? null : `${kept.problem}: ${kept.detail}`,
          kept.added,
          JSON.stringify(kept.findings),
        ],
      );
    });
    return kept;
  }

  private today(): LocalDate {
    return dayIn('UTC', this.clock.now());
  }

  private ask() {
    return askBank(this.egress, this.settings.RATES_PATIENCE_SECONDS * 1000);
  }
}

interface Seen {
  added: number;
  readonly findings: RateFinding[];
}

async function knownRows(tx: Transaction, table: RateTableId): Promise<KnownRow[]> {
  const shipped = tableOf(SHIPPED_RATES, table).rows.map(
    (row) => [row.validFrom, { ...row, origin: 'product' }] as const,
  );
  const stored = (await storedReferenceRates(tx))
    .filter((row) => row.table === table)
    .map((row) => [row.validFrom, { ...row, origin: row.addedHow }] as const);
  const rows = new Map<LocalDate, KnownRow>([...shipped, ...stored]);
  return [...rows.values()].sort((left, right) => (left.validFrom < right.validFrom ? -1 : 1));
}

async function knownMidRates(tx: Transaction, publisher: Publisher): Promise<KnownMidRate[]> {
  const shipped = [...SHIPPED_EXCHANGE_RATES.values()].map((rate) => ({
    ...rate,
    origin: 'product' as const,
  }));
  const stored = (await storedExchangeRates(tx)).map((rate) => ({
    ...rate,
    origin: rate.addedHow,
  }));
  return [...shipped, ...stored].filter((rate) => rate.publisher === publisher);
}
