import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';

const AT_ONCE = 200;

export class ByHandFilter {
  /** `to_do` comes by day, the oldest first; the others newest first. */
  @IsOptional()
  @IsIn(['to_do', 'done', 'cancelled'])
  state: 'to_do' | 'done' | 'cancelled' = 'to_do';

  /** Only what the caller has taken on. */
  @Omittable()
  @IsIn(['true', 'false'])
  mine?: 'true' | 'false';

  @Omittable()
  @IsUUID()
  client?: string;

  @Omittable()
  @IsUUID()
  case?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 100;

  @Omittable()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

export class ByHandParty {
  id: string;
  name: string;
}

export class ByHandClient extends ByHandParty {
  phone: string | null;
  /** The contact reminders go to. */
  contactName: string | null;
  email: string | null;
  /** On lines as on an envelope; empty where nothing is known. */
  address: string[];
}

export class ByHandCase {
  id: string;
  number: string;
  stageKey: string;
  dueOn: string;
  amount: Money;
}

export class ByHandRow {
  id: string;
  client: ByHandClient;
  /** The firmest stage among the cases. */
  stageKey: string;
  state: 'to_do' | 'done' | 'skipped' | 'cancelled';
  /** Why it was taken back. */
  reason: string | null;
  /** The day it became due. */
  dueOn: string;
  amounts: Money[];
  cases: ByHandCase[];
  /** Stopped, promised or disputed by now: not to be done. */
  isHeld: boolean;
  doneOn: string | null;
  doneBy: string | null;
  note: string | null;
}

export class TaskRow extends ByHandRow {
  /** Who has taken it on. */
  takenBy: ByHandParty | null;
}

export class TaskPage {
  items: TaskRow[];
  nextCursor: string | null;
}

export class LetterRow extends ByHandRow {
  language: string;
  /** When its text was last written out; null: not yet. */
  printedAt: string | null;
  registeredNumber: string | null;
}

export class LetterPage {
  items: LetterRow[];
  nextCursor: string | null;
}

export class ByHandCounts {
  /** Open ones; 1000 stands for more. */
  tasks: number;
  myTasks: number;
  letters: number;
}

export class TasksBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(AT_ONCE)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  taskIds: string[];
}

export class TasksDoneBody extends TasksBody {
  /** Nobody did it and nobody will: the plan goes on all the same. */
  @IsBoolean()
  isSkipped: boolean;

  /** What came of it. */
  @Omittable()
  @IsString()
  @Length(0, 2000)
  note?: string;
}

export class TasksTakeBody extends TasksBody {
  /** False gives them back to everybody. */
  @IsBoolean()
  isMine: boolean;
}

export class LettersBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(AT_ONCE)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  letterIds: string[];
}

export class RegisteredNumber {
  @IsUUID()
  letterId: string;

  /** What the post has given a registered letter. */
  @Matches(/^[A-Za-z0-9 ./-]{1,40}$/)
  number: string;
}

export class LettersPostedBody extends LettersBody {
  /** Of those among them that were registered. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(AT_ONCE)
  @ValidateNested({ each: true })
  @Type(() => RegisteredNumber)
  registeredNumbers?: RegisteredNumber[];

  /** The day they were posted: the stage counts from it. */
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  postedOn: string;
}

/** What became of each that was asked for. */
export class ByHandOutcome {
  id: string;
  isDone: boolean;
  /** Why not: `settled`, `not-fresh`, `text-broken`, `no-address`, `not-printed`, `not-to-do`. */
  reason: string | null;
}

export class ByHandOutcomes {
  items: ByHandOutcome[];
}

export class LetterFileQuery {
  /** Ids separated by commas, in the order of the pages. */
  @Matches(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,199}$/)
  letters: string;
}
