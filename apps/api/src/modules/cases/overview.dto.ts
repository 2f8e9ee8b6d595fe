import { Money } from '../../platform/http/money.dto.js';

export class CurrencyTotals {
  balance: Money;
  overdue: Money;
  activeCases: number;
  overdueCases: number;
}

export class StageCount {
  stageKey: string | null;
  cases: number;
}

export class DayCount {
  on: string;
  cases: number;
}

export class ReasonCount {
  reason: string;
  cases: number;
}

export class DailyRunView {
  onDay: string;
  state: string;
  startedAt: string | null;
  finishedAt: string | null;
  decided: number;
  moved: number;
  paused: number;
  closed: number;
  notices: number;
  errorDetail: string | null;
}

export class WaitingConnection {
  connectionId: string;
  name: string;
  provider: string;
  /** What an admin has to answer before anything automatic is sent for it. */
  waitsFor: 'old-debts' | 'own-reminders';
  /** Active cases that wait for it. */
  cases: number;
}

export class OverviewView {
  /** The account's calendar day the figures are of. */
  asOf: string;
  byCurrency: CurrencyTotals[];
  byStage: StageCount[];
  /** Cases that act on each of the next seven days; today's include what is late. */
  nextDays: DayCount[];
  closedLast30Days: ReasonCount[];
  lastRun: DailyRunView | null;
  /** Connections whose cases wait for a decision. */
  waitingConnections: WaitingConnection[];
}
