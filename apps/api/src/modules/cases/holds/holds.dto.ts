import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';

import { CaseRef, ClientRef } from '../place.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class HoldBody {
  @IsString()
  @Length(1, 500)
  reason: string;

  /** The day reminders go on by themselves; null holds until somebody takes it back. */
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  until: string | null;
}

export class HoldView {
  id: string;
  /** What stops the reminders: a person, a reply nobody has answered, a promise, a dispute, a credit note to come. */
  code: 'stop' | 'reply' | 'promise' | 'dispute' | 'credit-expected';
  /** Whether it is for this case alone, for all of the client, or for the account. */
  subject: 'case' | 'client' | 'account';
  reason: string;
  /** The day reminders go on by themselves; null waits for a person. */
  until: string | null;
}

export class ClientHoldParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  clientId: string;
}

/** A stop in force. */
export class HoldRow extends HoldView {
  /** Only for a stop of one case. */
  case: CaseRef | null;
  /** null for the whole account. */
  client: ClientRef | null;
  since: string;
  /** The name of the person who stopped it. */
  by: string | null;
}

export class HoldPage {
  items: HoldRow[];
  nextCursor: string | null;
}

export class HoldsReleaseBody {
  /** Ids of stops. Those that are over already are left alone. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  holdIds: string[];
}

export class ChangedCount {
  /** How many were changed; the others had been settled meanwhile. */
  changed: number;
}
