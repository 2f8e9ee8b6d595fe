import { Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { type TicketPurpose, Tickets } from '../sign-in/tickets.js';
import { passkeyRefused } from './passkey-refused.js';
import { PasskeySite } from './passkey-site.js';
import { webAuthn } from './web-authn.js';

interface Passkey {
  id: string;
  credential_id: string;
  public_key: Buffer;
  /** bigint, as text */
  counter: string;
  is_disabled: boolean;
}

/** A challenge, and the ticket under which the answer to it is taken. */
export interface PasskeyQuestion {
  readonly ticket: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

/**
 * Asks for a signature by a passkey, and checks it: the challenge is ours and fresh, the page was ours, the
 * authenticator has verified the person (a finger, a face, a PIN), and its counter has gone up.
 */
@Injectable()
export class PasskeyCheck {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly tickets: Tickets,
    private readonly site: PasskeySite,
  ) {}

  /** Asks with a new ticket. @param userId null: whoever it is, the passkey says */
  async ask(purpose: TicketPurpose, userId: string | null): Promise<PasskeyQuestion> {
    const options = await this.options(userId);
    return { ticket: await this.tickets.open(purpose, userId, options.challenge), options };
  }

  /** Asks whoever holds the ticket of a second step. @throws DomainError `sign-in-expired` */
  async askAgain(
    ticket: string,
    purpose: TicketPurpose,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { userId } = await this.tickets.try(ticket, purpose);
    const options = await this.options(userId);
    await this.tickets.challenge(ticket, purpose, options.challenge);
    return options;
  }

  /**
   * Takes an answer, and uses the ticket up.
   *
   * @returns whose passkey it was
   * @throws Invalid `passkey-refused`, DomainError `sign-in-expired`
   */
  async require(ticket: string, purpose: TicketPurpose, answer: object): Promise<string> {
    const asked = await this.tickets.try(ticket, purpose);
    const response = answer as AuthenticationResponseJSON;
    if (asked.challenge === null || typeof response.id !== 'string')
      throw passkeyRefused('nothing was asked, or nothing answered');
    const owner = await this.tenancy.ask<{ user_id: string }>(
      'select user_id from system_find_passkey($1)',
      [response.id],
    );
    if (owner === undefined) throw passkeyRefused('no such passkey');
    const userId = owner.user_id;
    if (asked.userId !== null && asked.userId !== userId)
      throw passkeyRefused('the passkey is of somebody else');
    await this.verify(userId, response, asked.challenge);
    await this.tickets.take(ticket);
    return userId;
  }

  private async options(userId: string | null): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const known =
      userId === null
        ? []
        : await this.tenancy.asUser(userId, (tx) =>
            tx.query<{ id: string; transports: string[] }>(
              'select credential_id as id, transports from user_passkeys where user_id = $1',
              [userId],
            ),
          );
    const { generateAuthenticationOptions } = await webAuthn();
    return generateAuthenticationOptions({
      rpID: this.site.rpId,
      userVerification: 'required',
      allowCredentials: known,
    });
  }

  private async verify(
    userId: string,
    response: AuthenticationResponseJSON,
    challenge: string,
  ): Promise<void> {
    const passkey = await this.tenancy.asUser(userId, (tx) =>
      tx.one<Passkey>(
        `select p.id, p.credential_id, p.public_key, p.counter, u.is_disabled
           from user_passkeys p join users u on u.id = p.user_id where p.user_id = $1 and p.credential_id = $2`,
        [userId, response.id],
      ),
    );
    if (passkey === undefined || passkey.is_disabled)
      throw passkeyRefused('nobody who may sign in');
    const counter = await this.counterOf(passkey, response, challenge);
    const count = await this.tenancy.asUser(userId, (tx) =>
      tx.execute(
        `update user_passkeys set counter = $3, last_used_at = $4
          where user_id = $1 and id = $2 and (counter < $3 or $3 = 0 and counter = 0)`,
        [userId, passkey.id, counter, this.clock.wallNow()],
      ),
    );
    if (count === 0) throw passkeyRefused('its counter has not gone up');
  }

  private async counterOf(
    passkey: Passkey,
    response: AuthenticationResponseJSON,
    challenge: string,
  ): Promise<number> {
    try {
      const { verifyAuthenticationResponse } = await webAuthn();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.site.origin,
        expectedRPID: this.site.rpId,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: Number(passkey.counter),
        },
      });
      if (!verified) throw new Error('the signature does not verify');
      return authenticationInfo.newCounter;
    } catch (error) {
      throw passkeyRefused(error);
    }
  }
}
