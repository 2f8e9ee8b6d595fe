/** What an audit entry says: everything but its place in the chain. */
export interface AuditRecord {
  readonly at: Date;
  readonly actorKind: 'user' | 'key' | 'system' | 'command' | 'anonymous';
  readonly actorId: string | null;
  /** The name at that moment; people may be renamed or leave. */
  readonly actorName: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** An entry as it is stored: a record with its place and its link. */
export interface ChainedRecord extends AuditRecord {
  readonly seq: number;
  readonly keyId: string | null;
  readonly hash: Buffer | null;
}

/** The columns of a `ChainedRecord`, for a select list. */
export const RECORD_COLUMNS = `seq::float8 as seq, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
  action, object_kind as "objectKind", object_id as "objectId", before, after, ip, user_agent as "userAgent",
  request_id as "requestId", key_id as "keyId", hash`;
