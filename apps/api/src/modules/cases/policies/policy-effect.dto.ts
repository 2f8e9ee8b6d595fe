import { Money } from '../../../platform/http/money.dto.js';

/** What a case does next: a stage on a day, or why nothing. */
export class NextStepView {
  stageKey: string | null;
  on: string | null;
  /** Null where a stage follows; else why none does by itself. */
  reason: string | null;
}

export class EffectClient {
  id: string;
  name: string;
}

export class EffectRow {
  caseId: string;
  number: string;
  client: EffectClient;
  amount: Money;
  before: NextStepView;
  after: NextStepView;
}

export class EffectTotals {
  currency: string;
  cases: number;
  amount: Money;
}

/** What a change would do to running cases. Nothing is written. */
export class PolicyEffect {
  /** Active cases that would be moved to another policy or version. */
  cases: number;
  /** Of how many of them the rest below speaks; all of them unless there are very many. */
  lookedAt: number;
  /** Their next step stays what and when it is. */
  unchanged: number;
  /** The next stage comes sooner, later, is another one, or none follows any more. */
  sooner: number;
  later: number;
  otherStage: number;
  nothingMore: number;
  /** Something is due at the next daily run that would not have been. */
  dueAtNextRun: number;
  /** Open amounts of the cases that change. */
  totals: Money[];
  /** The first of the cases that change. */
  rows: EffectRow[];
}
