import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import type { PendingWrite } from './pending-write.js';
import type { Told } from './tell-payment.js';

/** Real time, and business time. */
export interface Moments {
  readonly wall: Date;
  readonly now: Date;
}

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3600_000;

/** Stores what came of telling a payment. */
export async function concludeWrite(
  tx: Transaction,
  scope: AccountScope,
  write: PendingWrite,
  told: Told,
  at: Moments,
): Promise<void> {
  switch (told.kind) {
    case 'written':
      return noteWritten(tx, scope, write, at);
    case 'refused':
      return noteRefused(tx, scope, write, told.error, at);
    case 'later':
      await setState(tx, scope, write, told.isInDoubt ? 'unknown' : 'waiting', at.wall, {
        code: told.error.code,
        detail: told.error.message,
        tryAfter: new Date(
          Math.max(told.error.retryAt ?? 0, at.wall.getTime() + waitAfter(write.attempts)),
        ),
      });
  }
}

/**
 * From now on the provider speaks for this money: what was allocated by hand is allocated by the provider, so that the
 * next sync, which finds it there, adds nothing. The document is taken for unread, and answers from before are too old.
 */
async function noteWritten(
  tx: Transaction,
  scope: AccountScope,
  write: PendingWrite,
  { wall, now }: Moments,
): Promise<void> {
  // the invoice first, as everybody does who settles it
  await tx.execute('select id from invoices where account_id = $1 and id = $2 for update', [
    scope.accountId,
    write.invoiceId,
  ]);
  const isFirst = await setState(tx, scope, write, 'written', wall, null);
  if (!isFirst) return;
  await tx.execute(
    `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
     select $1, $2, n.payment_id, s.sign * n.net, s.source, n.on_day, $5
       from (select a.payment_id, sum(a.amount_minor) as net, max(a.allocated_on) as on_day from allocations a
              where a.account_id = $1 and a.invoice_id = $2 and a.source = 'manual' and ($3 or a.payment_id = $4)
              group by a.payment_id having sum(a.amount_minor) > 0) n
      cross join (values (-1, 'manual'), (1, 'provider')) s(sign, source)`,
    [scope.accountId, write.invoiceId, write.coversAll, write.paymentId, now],
  );
  await tx.execute(
    'update invoices set content_hash = null, updated_at = $3 where account_id = $1 and id = $2',
    [scope.accountId, write.invoiceId, wall],
  );
  await audit(tx, scope, now, {
    action: 'payment.written-back',
    objectKind: 'payment',
    objectId: write.paymentId,
    after: { amountMinor: write.amountMinor, currency: write.currency },
  });
}

async function noteRefused(
  tx: Transaction,
  scope: AccountScope,
  write: PendingWrite,
  error: { readonly code: string; readonly message: string },
  { wall, now }: Moments,
): Promise<void> {
  const { code, message: detail } = error;
  const isFirst = await setState(tx, scope, write, 'refused', wall, { code, detail });
  if (!isFirst) return;
  await audit(tx, scope, now, {
    action: 'payment.write-back-refused',
    objectKind: 'payment',
    objectId: write.paymentId,
    after: { code },
  });
}

/** @returns false when another attempt has concluded it meanwhile */
async function setState(
  tx: Transaction,
  scope: AccountScope,
  write: PendingWrite,
  state: 'waiting' | 'unknown' | 'written' | 'refused',
  wall: Date,
  why: { readonly code: string; readonly detail: string; readonly tryAfter?: Date } | null,
): Promise<boolean> {
  const changed = await tx.execute(
    `update payment_writes set state = $3, code = $4, detail = $5, try_after = coalesce($6, try_after), changed_at = $7
      where account_id = $1 and payment_id = $2 and state in ('waiting', 'unknown') and attempts = $8`,
    [
      scope.accountId,
      write.paymentId,
      state,
      why?.code ?? null,
      why?.detail ?? null,
      why?.tryAfter ?? null,
      wall,
      write.attempts,
    ],
  );
  return changed === 1;
}

function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20));
}
