import { IntersectionType } from '#describe';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { DISPUTE_REASONS } from '../contract/raise-dispute.js';
import { CaseRef, ClientRef } from '../place.dto.js';

export class DisputeBody {
  @IsIn(DISPUTE_REASONS)
  reason: 'not-delivered' | 'defective' | 'wrong-amount' | 'already-paid' | 'not-ordered' | 'other';

  /** What the client says. */
  @IsString()
  @Length(1, 1000)
  text: string;

  /** What is contested, in the currency of the invoice; null or nothing contests all that is open. */
  @IsOptional()
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  amount?: string | null;
}

export class DisputeView {
  id: string;
  /** Accepted waits for the credit note; settled has it, or the invoice was paid. */
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'settled' | 'void';
  reason: 'not-delivered' | 'defective' | 'wrong-amount' | 'already-paid' | 'not-ordered' | 'other';
  text: string;
  source: 'person' | 'reply';
  /** All that was open, or a part. */
  isAll: boolean;
  amount: Money;
  raisedOn: string;
  /** The name of the person who wrote it down. */
  raisedBy: string | null;
  decidedOn: string | null;
  decidedBy: string | null;
  decisionNote: string;
  endedOn: string | null;
}

export class DisputeExportFilter {
  /** Those to decide and those that wait for a credit note, the oldest first; or those that have ended, the last first. */
  @IsOptional()
  @IsIn(['open', 'accepted', 'ended'])
  state: 'open' | 'accepted' | 'ended' = 'open';

  @Omittable()
  @IsUUID()
  client?: string;
}

export class DisputeListFilter extends IntersectionType(DisputeExportFilter, PageQuery) {}

export class DisputeRow {
  id: string;
  case: CaseRef;
  client: ClientRef;
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'settled' | 'void';
  reason: 'not-delivered' | 'defective' | 'wrong-amount' | 'already-paid' | 'not-ordered' | 'other';
  text: string;
  isAll: boolean;
  amount: Money;
  /** What is open on the invoice now. */
  balance: Money;
  raisedOn: string;
  /** Days since it was raised, until today or until it ended. */
  ageDays: number;
  endedOn: string | null;
}

export class DisputePage {
  items: DisputeRow[];
  nextCursor: string | null;
}

export class DisputesDecideBody {
  /** Ids of disputes. Those that have ended meanwhile are left alone. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  disputeIds: string[];

  /** Accepted expects a credit note; rejected and withdrawn let the reminders go on. */
  @IsIn(['accepted', 'rejected', 'withdrawn'])
  decision: 'accepted' | 'rejected' | 'withdrawn';

  @Omittable()
  @IsString()
  @MaxLength(500)
  note?: string;
}
