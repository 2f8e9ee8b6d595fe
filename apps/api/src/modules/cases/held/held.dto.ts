import { IsUUID, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { CaseRef, ClientRef } from '../place.dto.js';

export class HeldReasonCount {
  /** A code, as in an answer: e.g. `disputed`, `no-contact`, `not-fresh`, `daily-cap-reached`. */
  reason: string;
  /** Cases; no more than 10,001 are counted. */
  cases: number;
}

export class HeldCounts {
  items: HeldReasonCount[];
}

export class HeldExportFilter {
  @Omittable()
  @IsUUID()
  client?: string;

  /** Only what is held for this reason. */
  @Omittable()
  @Matches(/^[a-z][a-z0-9-]{0,59}$/)
  reason?: string;
}

export class HeldListFilter extends PageQuery {
  /** The reason whose cases are listed; one of those counted. */
  @Matches(/^[a-z][a-z0-9-]{0,59}$/)
  reason: string;

  @Omittable()
  @IsUUID()
  client?: string;
}

export class HeldRow {
  case: CaseRef;
  client: ClientRef;
  balance: Money;
  daysPastDue: number;
  /** The stage that is due. */
  stageKey: string | null;
  reason: string;
  /** Since when the stage is due, or its notice planned. */
  since: string;
  /** The day it goes on by itself; null waits for a person or an event. */
  until: string | null;
  /** The notice that waits, where one is written. */
  noticeId: string | null;
}

export class HeldPage {
  items: HeldRow[];
  nextCursor: string | null;
}
