import { createHash, randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Language } from '../../identity/contract/languages.js';
import { enqueueMail } from '../../system-mail/contract/enqueue-mail.js';
import { hasSystemMail } from '../../system-mail/contract/has-system-mail.js';
import { sealMailToken } from '../../system-mail/contract/seal-mail-token.js';
import { readInvitation } from './invitation-view.js';
import type { InvitationBody, InvitationView } from './invitations.dto.js';

/** Hours an invitation can be accepted. ADR 9 says why it is more than a password link's. */
const HOURS = 72;
/** Invitations that may be open in an account at once: an account is no way to write to the world. */
const MOST_OPEN = 50;

/** Asks people by mail to join an account. Only the hash of the link's secret is kept. */
@Injectable()
export class Invite {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /** @throws Invalid `already-member`, `already-invited`, `too-many-invitations` or `system-mail-missing` */
  execute(scope: AccountScope, { email, role }: InvitationBody): Promise<InvitationView> {
    this.requireMail();
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      await requireRoom(tx, scope.accountId, email, now);
      await tx.execute(
        `update invitations set revoked_at = $3
          where account_id = $1 and lower(email) = lower($2) and accepted_at is null and revoked_at is null`,
        [scope.accountId, email, now],
      );
      const secret = newSecret();
      const row = await tx.one<{ id: string }>(
        `insert into invitations (account_id, email, role, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [scope.accountId, email, role, secret.hash, actingUser(scope), now, endOf(now)],
      );
      const view = await readInvitation(tx, scope.accountId, now, row!.id);
      await this.mail(tx, scope, view, secret.token, now);
      await audit(tx, scope, now, {
        action: 'invitation.created',
        objectKind: 'invitation',
        objectId: view.id,
        after: { email, role },
      });
      return view;
    });
  }

  /** Writes again with a new link; the old one ends. @throws NotFound */
  resend(scope: AccountScope, invitationId: string): Promise<InvitationView> {
    this.requireMail();
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const secret = newSecret();
      const touched = await tx.execute(
        `update invitations set token_hash = $3, expires_at = $4
          where account_id = $1 and id = $2 and accepted_at is null and revoked_at is null`,
        [scope.accountId, invitationId, secret.hash, endOf(now)],
      );
      if (touched === 0) throw new NotFound('invitation');
      const view = await readInvitation(tx, scope.accountId, now, invitationId);
      await this.mail(tx, scope, view, secret.token, now);
      await audit(tx, scope, now, {
        action: 'invitation.sent-again',
        objectKind: 'invitation',
        objectId: invitationId,
      });
      return view;
    });
  }

  /** Takes an invitation back: its link ends at once. @throws NotFound */
  revoke(scope: AccountScope, invitationId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const touched = await tx.execute(
        `update invitations set revoked_at = $3
          where account_id = $1 and id = $2 and accepted_at is null and revoked_at is null`,
        [scope.accountId, invitationId, now],
      );
      if (touched === 0) throw new NotFound('invitation');
      await audit(tx, scope, now, {
        action: 'invitation.revoked',
        objectKind: 'invitation',
        objectId: invitationId,
      });
    });
  }

  private async mail(
    tx: Transaction,
    scope: AccountScope,
    invitation: InvitationView,
    token: string,
    now: Date,
  ): Promise<void> {
    const account = await tx.one<{ name: string; language: Language; time_zone: string }>(
      'select name, language, time_zone from accounts where id = $1',
      [scope.accountId],
    );
    await enqueueMail(tx, now, {
      to: invitation.email,
      language: account!.language,
      kind: 'invitation',
      data: {
        accountName: account!.name,
        invitedBy: invitation.invitedBy ?? 'InvoiceTracker',
        role: invitation.role,
        expiresAt: invitation.expiresAt,
        timeZone: account!.time_zone,
      },
      token: sealMailToken(this.sealer, invitation.email, token),
    });
  }

  /** @throws Invalid `system-mail-missing` */
  requireMail(): void {
    if (hasSystemMail(this.settings)) return;
    throw new Invalid(
      'system-mail-missing',
      'This installation cannot send mail yet. Ask its operator to set SYSTEM_SMTP_URL.',
    );
  }
}

/** 256 random bits for the link, and their hash for the table. */
function newSecret(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}

function endOf(now: Date): Date {
  return new Date(now.getTime() + HOURS * 3_600_000);
}

/** The account's row is the lock: of two requests at once the second sees the first. */
async function requireRoom(
  tx: Transaction,
  accountId: string,
  email: string,
  now: Date,
): Promise<void> {
  await tx.execute('select 1 from accounts where id = $1 for no key update', [accountId]);
  const row = await tx.one<{ is_member: boolean; is_invited: boolean; open: number }>(
    `select exists (select 1 from memberships m join users u on u.id = m.user_id
                     where m.account_id = $1 and lower(u.email) = lower($2)) as is_member,
            coalesce(bool_or(lower(i.email) = lower($2)), false) as is_invited, count(*)::int as open
       from invitations i
      where i.account_id = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $3`,
    [accountId, email, now],
  );
  if (row!.is_member) throw refused('already-member', 'This person is a member already.');
  if (row!.is_invited)
    throw refused('already-invited', 'This person is invited already. Send the invitation again.');
  if (row!.open >= MOST_OPEN) {
    throw new Invalid(
      'too-many-invitations',
      `An account may have ${MOST_OPEN} open invitations. Revoke those nobody will accept.`,
    );
  }
}

function refused(code: string, message: string): Invalid {
  return new Invalid(code, message, [{ field: 'email', code, message }]);
}
