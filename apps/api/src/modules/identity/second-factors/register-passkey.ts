import { Injectable } from '@nestjs/common';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Person } from '../sessions/origin.js';
import { Tickets } from '../sign-in/tickets.js';
import { noteFactorChange } from './note-factor-change.js';
import { passkeyRefused } from './passkey-refused.js';
import { PasskeySite } from './passkey-site.js';
import { firstRecoveryCodes } from './recovery-codes.js';
import { webAuthn, webAuthnHelpers } from './web-authn.js';

/** Adds a passkey to a signed-in person. */
@Injectable()
export class RegisterPasskey {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly tickets: Tickets,
    private readonly site: PasskeySite,
  ) {}

  /** What the browser hands to `navigator.credentials.create`. */
  async options({ userId }: Person): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { person, known } = await this.tenancy.asUser(userId, async (tx) => ({
      person: await tx.one<{ username: string; name: string }>(
        'select username, name from users where id = $1',
        [userId],
      ),
      known: await tx.query<{ id: string; transports: string[] }>(
        'select credential_id as id, transports from user_passkeys where user_id = $1',
        [userId],
      ),
    }));
    const { generateRegistrationOptions } = await webAuthn();
    const options = await generateRegistrationOptions({
      rpName: 'InvoiceTracker',
      rpID: this.site.rpId,
      userName: person!.username,
      userDisplayName: person!.name,
      userID: new TextEncoder().encode(userId),
      // Which make of authenticator it is makes no difference here, and is nobody's business.
      attestationType: 'none',
      excludeCredentials: known,
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
    // The challenge comes back with the answer, so it is its own ticket.
    await this.tickets.open('passkey-registration', userId, null, options.challenge);
    return options;
  }

  /**
   * @returns recovery codes, when this is the person's first second factor
   * @throws Invalid `passkey-refused`, DomainError `passkey-known` or `sign-in-expired`
   */
  async execute(person: Person, name: string, answer: object): Promise<string[] | null> {
    const response = answer as RegistrationResponseJSON;
    const challenge = await challengeOf(response);
    const ticket = await this.tickets.try(challenge, 'passkey-registration');
    if (ticket.userId !== person.userId) throw passkeyRefused('the challenge is of somebody else');
    const credential = await this.verify(response, challenge);
    await this.tickets.take(challenge);
    const now = this.clock.wallNow();
    return this.tenancy.asUser(person.userId, async (tx) => {
      const count = await tx.execute(
        `insert into user_passkeys (user_id, credential_id, public_key, counter, transports, name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing`,
        [
          person.userId,
          credential.id,
          Buffer.from(credential.publicKey),
          credential.counter,
          credential.transports ?? [],
          name,
          now,
        ],
      );
      if (count === 0)
        throw new DomainError('conflict', 'passkey-known', 'This passkey is set up already.');
      await noteFactorChange(tx, person, now, 'passkey.added');
      return firstRecoveryCodes(tx, person.userId);
    });
  }

  private async verify(
    response: RegistrationResponseJSON,
    challenge: string,
  ): Promise<WebAuthnCredential> {
    try {
      const { verifyRegistrationResponse } = await webAuthn();
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.site.origin,
        expectedRPID: this.site.rpId,
        requireUserVerification: true,
      });
      if (!verified) throw new Error('the attestation does not verify');
      return registrationInfo.credential;
    } catch (error) {
      throw passkeyRefused(error);
    }
  }
}

async function challengeOf(response: RegistrationResponseJSON): Promise<string> {
  try {
    const { decodeClientDataJSON } = await webAuthnHelpers();
    const { challenge } = decodeClientDataJSON(response.response.clientDataJSON);
    if (typeof challenge !== 'string') throw new Error('there is no challenge');
    return challenge;
  } catch (error) {
    throw passkeyRefused(error);
  }
}
