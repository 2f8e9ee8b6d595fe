import { randomBytes } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AcceptInvitation } from '../invitations/accept-invitation.js';
import type { OpenInvitation } from '../invitations/find-invitation.js';
import { hashPassword } from '../passwords.js';
import { factorMethods, type FactorMethod } from '../second-factors/factor-methods.js';
import { type OpenedSession, SessionOpener } from '../session-opener.js';
import { actorOf, type Origin } from '../sessions/origin.js';
import { Tickets } from '../sign-in/tickets.js';
import { linkIdentity } from './link-identity.js';
import type { OidcAttempt } from './oidc-attempt.js';
import { OidcClient, type OidcPerson } from './oidc-client.js';

/** Why a sign-in through the identity provider came to nothing; the sign-in page says it in words. */
export type OidcRefusal =
  'expired' | 'failed' | 'not-invited' | 'not-linked' | 'disabled' | 'identity-taken';

export type OidcOutcome =
  | { readonly session: OpenedSession }
  | { readonly ticket: string; readonly methods: readonly FactorMethod[] }
  | { readonly linked: true }
  | { readonly refusal: OidcRefusal };

/**
 * The way back from the identity provider. The identity is issuer and subject, never an address: an
 * identity that is not known yet belongs to somebody who was signed in when they began, or becomes a new
 * person where an open invitation was sent to its verified address.
 */
@Injectable()
export class FinishOidc {
  private readonly logger = new Logger('oidc');

  constructor(
    private readonly client: OidcClient,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly accept: AcceptInvitation,
    private readonly sessions: SessionOpener,
    private readonly tickets: Tickets,
  ) {}

  /** @param query the callback's query as it arrived */
  async execute(query: string, attempt: OidcAttempt | null, origin: Origin): Promise<OidcOutcome> {
    if (attempt === null) return { refusal: 'expired' };
    let person: OidcPerson;
    try {
      person = await this.client.finish(query, attempt);
    } catch (error) {
      // Forged, replayed, refused by the person, or the provider is down: nobody is signed in, whatever it was.
      this.logger.warn({ err: error }, 'single sign-on refused');
      return { refusal: 'failed' };
    }
    const known = await this.tenancy.ask<{ user_id: string; is_disabled: boolean }>(
      'select * from system_find_oidc_identity($1, $2)',
      [person.issuer, person.subject],
    );
    if (attempt.link !== null) return this.link(attempt.link, person, known?.user_id, origin);
    if (known?.is_disabled === true) return { refusal: 'disabled' };
    return known === undefined ? this.join(person, origin) : this.signIn(known.user_id, origin);
  }

  /** Single sign-on takes the place of the password; a second factor that the person has set up here is still asked for. */
  private async signIn(userId: string, origin: Origin): Promise<OidcOutcome> {
    const methods = await this.tenancy.asUser(userId, (tx) => factorMethods(tx, userId));
    if (methods.length > 0)
      return { ticket: await this.tickets.open('second-factor', userId), methods };
    const proof = { method: 'oidc', hasSecondFactor: false } as const;
    return { session: await this.sessions.open(userId, origin, proof) };
  }

  private async join(person: OidcPerson, origin: Origin): Promise<OidcOutcome> {
    const invitation =
      person.verifiedEmail === null
        ? undefined
        : await this.tenancy.ask<OpenInvitation>(
            `select account_id as "accountId", id, email, role, account_name as "accountName", language, user_id as "userId"
               from system_find_invitation_to($1, $2)`,
            [person.verifiedEmail, this.clock.wallNow()],
          );
    if (invitation === undefined) return { refusal: 'not-invited' };
    // Somebody has this address already: they prove that it is theirs by signing in, and link then.
    if (invitation.userId !== null) return { refusal: 'not-linked' };
    // A password nobody knows; "forgot password" gives the person one of their own.
    const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
    const name = (person.name ?? invitation.email).replaceAll(/\p{Cc}/gu, ' ').slice(0, 120);
    const userId = await this.accept.createPerson(invitation, name, passwordHash, (tx, id) =>
      linkIdentity(tx, id, person, this.clock.wallNow()),
    );
    return this.signIn(userId, origin);
  }

  private async link(
    { userId, sessionId }: NonNullable<OidcAttempt['link']>,
    person: OidcPerson,
    ownerId: string | undefined,
    origin: Origin,
  ): Promise<OidcOutcome> {
    if (ownerId !== undefined && ownerId !== userId) return { refusal: 'identity-taken' };
    const now = this.clock.wallNow();
    return this.tenancy.asUser(userId, async (tx) => {
      const session = await tx.one(
        'select 1 from sessions where id = $1 and user_id = $2 and ended_at is null and expires_at > $3',
        [sessionId, userId, now],
      );
      if (session === undefined) return { refusal: 'expired' };
      await linkIdentity(tx, userId, person, now);
      await auditInstance(tx, now, {
        actor: actorOf({ userId, origin }),
        action: 'oidc.linked',
        objectKind: 'user',
        objectId: userId,
        after: { issuer: person.issuer },
      });
      return { linked: true };
    });
  }
}
