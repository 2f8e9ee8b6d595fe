import { IsUUID } from 'class-validator';

import { Money } from '../../../platform/http/money.dto.js';
import { CaseRef } from '../place.dto.js';

/** A day on which nothing leaves. */
export class DayOffView {
  on: string;
  /** ISO 3166-1 alpha-2 of the country whose public holiday it is; null: a day of the week without sending. */
  country: string | null;
}

/** What became of the notice an answer speaks of. */
export class AnsweredNotice {
  id: string;
  state: string;
  /** The day it was sent. */
  sentOn: string | null;
}

/** Why a case did what it did: a code, and what a sentence about it names. */
export class AwaitedInstalmentView {
  on: string;
  /** Which of the plan's instalments, from 1 on. */
  place: number;
  count: number;
}

export class AnswerView {
  /** e.g. `planned`, `grouped`, `minimum-gap`, `holiday`, `below-minimum`, `not-fresh`. */
  code: string;
  /** The stage it is about. */
  stageKey: string | null;
  /** The day the case goes on by itself. */
  until: string | null;
  dayOff: DayOffView | null;
  /** The least the stage asks for. */
  least: Money | null;
  /** The case whose notice this one went into. */
  carriedBy: CaseRef | null;
  /** The instalment it is about, where the client pays by several. */
  instalment: AwaitedInstalmentView | null;
  notice: AnsweredNotice | null;
  /** A code that says more, e.g. what went wrong with the look at the provider. */
  detail: string | null;
}

/** An answer of a daily run; it held until the next one. */
export class EvaluationView extends AnswerView {
  onDay: string;
  at: string;
}

export class EvaluationPage {
  items: EvaluationView[];
  nextCursor: string | null;
}

export class EvaluationParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  caseId: string;
}
