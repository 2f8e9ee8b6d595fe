import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope, Actor } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { hashPassword } from '../passwords.js';
import { requireGoodPassword } from '../passwords/password-rules.js';
import { findInvitation, invitationNotFound, type OpenInvitation } from './find-invitation.js';
import type { AcceptInvitationBody, InvitationOffer } from './invitation-answers.dto.js';

/** Turns an invitation into a membership: of a new person, or of the one whose address it was sent to. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** What the link offers. @throws DomainError `invitation-not-found` */
  async show(token: string): Promise<InvitationOffer> {
    const invitation = await this.find(token);
    const { accountName, email, role, language, userId } = invitation;
    return { accountName, email, role, language, isKnownUser: userId !== null };
  }

  /**
   * Makes the invited person and their membership. The link proves the address.
   *
   * @returns the new person's id
   * @throws DomainError `invitation-not-found`, Invalid `sign-in-first`, `password-length` or `password-known`
   */
  async asNewPerson({ token, name, password }: AcceptInvitationBody): Promise<string> {
    const invitation = await this.find(token);
    if (invitation.userId !== null) {
      throw new Invalid(
        'sign-in-first',
        'There is a sign-in with this address already. Sign in, then accept the invitation.',
      );
    }
    requireGoodPassword(password, 'password', [invitation.email, name]);
    const passwordHash = await hashPassword(password);
    return this.createPerson(invitation, name, passwordHash, () => Promise.resolve());
  }

  /**
   * Makes the person an invitation was sent to, and their membership.
   *
   * @param also what else belongs to the new person, in the same transaction
   * @returns the new person's id
   */
  async createPerson(
    invitation: OpenInvitation,
    name: string,
    passwordHash: string,
    also: (tx: Transaction, userId: string) => Promise<void>,
  ): Promise<string> {
    const userId = randomUUID();
    const { email, language } = invitation;
    const now = this.clock.wallNow();
    await this.join(invitation, { kind: 'user', userId }, userId, async (tx) => {
      await insertPerson(tx, [userId, email, name, passwordHash, language, now]);
      await also(tx, userId);
    });
    return userId;
  }

  /**
   * Makes the signed-in person a member.
   *
   * @returns the account's id
   * @throws DomainError `invitation-not-found` or `invitation-of-another`
   */
  async asUser(actor: Actor & { kind: 'user' }, token: string): Promise<string> {
    const invitation = await this.find(token);
    const me = await this.tenancy.asUser(actor.userId, (tx) =>
      tx.one<{ email: string }>('select email from users where id = $1', [actor.userId]),
    );
    if (me?.email.toLowerCase() !== invitation.email.toLowerCase()) {
      throw new DomainError(
        'forbidden',
        'invitation-of-another',
        'This invitation was sent to another address than yours. Sign in as that person.',
      );
    }
    await this.join(invitation, actor, actor.userId, () => Promise.resolve());
    return invitation.accountId;
  }

  private find(token: string): Promise<OpenInvitation> {
    return this.tenancy.withoutScope((tx) => findInvitation(tx, token, this.clock.wallNow()));
  }

  /** Of two requests with one link, the second finds it used. */
  private async join(
    invitation: OpenInvitation,
    actor: Actor,
    userId: string,
    before: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    const scope: AccountScope = { accountId: invitation.accountId, actor };
    const now = this.clock.wallNow();
    await this.tenancy.inAccount(scope, async (tx) => {
      const locked = await tx.one(
        `select 1 from invitations where account_id = $1 and id = $2
            and accepted_at is null and revoked_at is null and expires_at > $3 for update`,
        [scope.accountId, invitation.id, now],
      );
      if (locked === undefined) throw invitationNotFound();
      await before(tx);
      await tx.execute(
        'update invitations set accepted_at = $3, accepted_by = $4 where account_id = $1 and id = $2',
        [scope.accountId, invitation.id, now, userId],
      );
      await tx.execute(
        `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, $4)
         on conflict (account_id, user_id) do update set role = excluded.role`,
        [scope.accountId, userId, invitation.role, now],
      );
      // Whoever holds the link, or was named by the identity provider, has shown that the address is theirs.
      await tx.execute(
        'update users set email_verified_at = coalesce(email_verified_at, $2) where id = $1',
        [userId, now],
      );
      await audit(tx, scope, now, {
        action: 'invitation.accepted',
        objectKind: 'user',
        objectId: userId,
        after: { email: invitation.email, role: invitation.role },
      });
    });
  }
}

/** @throws DomainError `username-taken` when somebody else signs in with this address as their name */
async function insertPerson(tx: Transaction, values: readonly unknown[]): Promise<void> {
  try {
    await tx.query('select system_create_person($1, $2, $3, $4, $5, $6)', values);
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    throw new DomainError(
      'conflict',
      'username-taken',
      'Somebody signs in with this address as their name already. Ask the operator of this installation.',
    );
  }
}
