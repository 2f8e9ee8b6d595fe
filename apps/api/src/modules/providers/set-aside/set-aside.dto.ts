import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { SyncIssueFinding } from '../runs/sync-runs.dto.js';

export const ISSUE_STATES = ['open', 'ignored', 'solved'] as const;

export class SetAsideFilter extends PageQuery {
  @Omittable()
  @IsUUID()
  connectionId?: string;

  /** Only rows that this run met. */
  @Omittable()
  @IsUUID()
  runId?: string;

  @Omittable()
  @IsString()
  @Length(1, 100)
  reason?: string;

  @Omittable()
  @IsIn(ISSUE_STATES)
  state?: 'open' | 'ignored' | 'solved';
}

export class SetAsideReasonsFilter {
  @Omittable()
  @IsUUID()
  connectionId?: string;
}

export class SetAsideBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  issueIds: string[];
}

/** What came of asking the provider for one row again. */
export class RetriedRow {
  issueId: string;
  /** solved: it could be read and is stored; gone: the provider has it no more; set-aside: it still cannot be used; not-asked: the provider could not be asked. */
  outcome: 'solved' | 'gone' | 'set-aside' | 'not-asked';
  /** Why the provider could not be asked; null where it was. */
  code: string | null;
  /** What is still wrong, or why the provider could not be asked, for technicians; null where all is well. */
  detail: string | null;
  /** What is still wrong; empty where all is well. */
  findings: SyncIssueFinding[];
}

export class RetriedRows {
  items: RetriedRow[];
}
