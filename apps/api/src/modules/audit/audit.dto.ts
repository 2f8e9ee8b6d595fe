import { IntersectionType } from '#describe';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { PageQuery } from '../../platform/http/page-query.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KIND = '(user|key|system|command|anonymous)';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Which entries of an audit are meant. */
export class AuditFilter {
  /** A person's or a key's id, or a kind: user, key, system, command, anonymous. */
  @Omittable()
  @Matches(new RegExp(`^(${KIND}|${UUID})$`))
  actor?: string;

  /** A whole action (`connection.changed`) or its first part (`connection`). */
  @Omittable()
  @Matches(/^[a-z-]{1,60}(\.[a-z-]{1,60})?$/)
  action?: string;

  /** A kind of object (`case`), or one object (`case:<id>`). */
  @Omittable()
  @Matches(/^[a-z-]{1,60}(:[\w.:@-]{1,200})?$/)
  object?: string;

  /** First day, in the account's time zone. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from?: string;

  /** Last day, in the account's time zone. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to?: string;

  /** Part of a name, an action, an object, an address, or of what was changed. */
  @Omittable()
  @IsString()
  @Length(1, 200)
  text?: string;
}

export class AuditListFilter extends IntersectionType(AuditFilter, PageQuery) {}

export class AuditExportFilter extends AuditFilter {
  @IsOptional()
  @IsIn(['csv', 'ndjson'])
  format: 'csv' | 'ndjson' = 'csv';
}

/** Who did what, when and from where. */
export class AuditEntryView {
  /** The entry's number in its chain: 1, 2, 3 without a gap. */
  seq: number;
  at: string;
  actorKind: 'user' | 'key' | 'system' | 'command' | 'anonymous';
  actorId: string | null;
  /** The name at that moment. */
  actorName: string | null;
  /** e.g. `connection.changed` */
  action: string;
  objectKind: string;
  objectId: string | null;
  /** What was there before, where something was changed. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
}

export class AuditEntryPage {
  items: AuditEntryView[];
  nextCursor: string | null;
}

/** The first entry that is not what was written. */
export class AuditProblem {
  seq: number;
  kind:
    | 'changed'
    | 'removed'
    | 'inserted'
    | 'reordered'
    | 'cut'
    | 'head-moved'
    | 'checkpoint-changed'
    | 'key-missing';
}

/** What the nightly check of the chain has found. */
export class AuditStatusView {
  /** Entries there are. */
  entries: number;
  /** When the chain was last verified from its first entry on; null before the first night. */
  verifiedAt: string | null;
  isIntact: boolean | null;
  problem: AuditProblem | null;
}
