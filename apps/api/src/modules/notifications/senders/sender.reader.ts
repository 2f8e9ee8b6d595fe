import type { Transaction } from '../../../platform/database/transaction.js';
import type { SmtpAccess } from '../../../platform/mail/smtp-session.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A mail server an account sends through, with its password open: never leaves the process, never logged. */
export interface UnsealedSender extends SmtpAccess {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly fromName: string;
  readonly fromEmail: string;
  readonly replyTo: string | null;
}

/** Messages a sender may hand over in any 60 seconds, 60 minutes, 24 hours; null: as many as it can. */
export interface SenderLimits {
  readonly perMinute: number | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
}

/** A sender that writes notices. */
export interface WorkingSender extends UnsealedSender {
  readonly limits: SenderLimits;
  /** Stages that want one of these kinds are written by it. */
  readonly kinds: readonly SenderKind[];
  /** How often in a row its server could not be used. */
  readonly failures: number;
  readonly waitsUntil: Date | null;
}

export type SenderKind = 'normal' | 'escalated';

/** One sender, or null where there is no such one. */
export async function readSender(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
  senderId: string,
): Promise<UnsealedSender | null> {
  const row = await tx.one<SealedRow>(
    `select ${COLUMNS} from senders s where s.account_id = $1 and s.id = $2`,
    [scope.accountId, senderId],
  );
  return row === undefined ? null : unsealed(scope, sealer, row);
}

/** The senders that write notices: the default and, where there is one, the escalated. */
export async function readWorkingSenders(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
): Promise<WorkingSender[]> {
  const rows = await tx.query<SealedRow & WorkingRow>(
    `select ${COLUMNS}, s.is_default as "isDefault", s.per_minute as "perMinute", s.per_hour as "perHour", s.per_day as "perDay",
            s.failures, s.waits_until as "waitsUntil"
       from senders s where s.account_id = $1 and (s.is_default or s.is_escalated)`,
    [scope.accountId],
  );
  return rows.map(({ isDefault, perMinute, perHour, perDay, failures, waitsUntil, ...row }) => ({
    ...unsealed(scope, sealer, row),
    limits: { perMinute, perHour, perDay },
    kinds: isDefault ? (rows.length === 1 ? ['normal', 'escalated'] : ['normal']) : ['escalated'],
    failures,
    waitsUntil,
  }));
}

type SealedRow = Omit<UnsealedSender, 'password'> & { readonly sealedPassword: string | null };

interface WorkingRow extends SenderLimits {
  readonly isDefault: boolean;
  readonly failures: number;
  readonly waitsUntil: Date | null;
}

const COLUMNS = `s.id, s.host, s.port, s.security, s.username, s.sealed_password as "sealedPassword",
  s.from_name as "fromName", s.from_email as "fromEmail", s.reply_to as "replyTo"`;

function unsealed(
  scope: AccountScope,
  sealer: Sealer,
  { sealedPassword, ...sender }: SealedRow,
): UnsealedSender {
  const place = {
    accountId: scope.accountId,
    table: 'senders',
    column: 'sealed_password',
    rowId: sender.id,
  };
  return {
    ...sender,
    password: sealedPassword === null ? null : sealer.unseal(sealedPassword, place),
  };
}
