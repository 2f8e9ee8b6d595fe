import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { ApiKeyView } from './api-keys.dto.js';

type Instant = 'createdAt' | 'expiresAt' | 'endsAt' | 'lastUsedAt';
type Row = Omit<ApiKeyView, Instant> & Record<Instant, Date | null>;

const SELECT = `
  select k.id, k.name, k.prefix, k.scopes, u.name as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
         k.ends_at as "endsAt", k.last_used_at as "lastUsedAt",
         case when k.revoked_at is not null then 'revoked'
              when least(k.expires_at, k.ends_at) <= $2 then 'expired'
              when k.replaced_by is not null then 'replaced' else 'active' end as state
    from api_keys k left join users u on u.id = k.created_by
   where k.account_id = $1`;

/** An account's keys, newest first; those that have ended stay in the list. */
export async function listApiKeys(
  tx: Transaction,
  accountId: string,
  wall: Date,
): Promise<ApiKeyView[]> {
  const rows = await tx.query<Row>(`${SELECT} order by k.created_at desc, k.id desc limit 500`, [
    accountId,
    wall,
  ]);
  return rows.map(toView);
}

/** @throws NotFound */
export async function readApiKey(
  tx: Transaction,
  accountId: string,
  id: string,
  wall: Date,
): Promise<ApiKeyView> {
  const row = await tx.one<Row>(`${SELECT} and k.id = $3`, [accountId, wall, id]);
  if (row === undefined) throw new NotFound('API key');
  return toView(row);
}

function toView(row: Row): ApiKeyView {
  return {
    ...row,
    createdAt: row.createdAt!.toISOString(),
    expiresAt: row.expiresAt!.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
