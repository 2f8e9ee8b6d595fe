import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { HandOverOutcome } from '../../platform/mail/hand-over-outcome.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { Language } from '../identity/contract/languages.js';
import type { SystemMailKind } from './contract/enqueue-mail.js';

/** Longer than connecting and one message may take together. */
const LEASE_SECONDS = 180;
/** Minutes until the next attempt; a link that comes later than that has ended. */
const RETRY_MINUTES = [1, 2, 5, 10, 20, 40, 60, 120];

/** A mail that this worker, and no other, hands over now. */
export interface ClaimedMail {
  readonly id: string;
  readonly to: string;
  readonly language: Language;
  readonly kind: SystemMailKind;
  readonly data: Readonly<Record<string, string>>;
  readonly sealedToken: string | null;
  /** This one included. */
  readonly attempts: number;
  readonly fence: number;
}

/** Who holds which mail of the system outbox. */
@Injectable()
export class SystemMailClaims {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Takes the next mail whose time has come, or null. */
  async next(): Promise<ClaimedMail | null> {
    const now = this.clock.wallNow();
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<ClaimedMail>(
        `select id, to_email as "to", language, kind, data, sealed_token as "sealedToken", attempts, fence
           from system_claim_mail($1, $2)`,
        [now, new Date(now.getTime() + LEASE_SECONDS * 1000)],
      ),
    );
    return row ?? null;
  }

  /** Mails whose worker died in mid-sentence become unknown: nobody can tell whether they have left. */
  async abandon(): Promise<void> {
    await this.tenancy.withoutScope((tx) =>
      tx.query('select system_abandon_mails($1)', [this.clock.wallNow()]),
    );
  }

  /** Writes down how a mail's attempt ended: over for good, or to be tried again later. */
  async conclude(mail: ClaimedMail, outcome: HandOverOutcome): Promise<void> {
    const now = this.clock.wallNow();
    const isPassing = outcome.kind === 'deferred' || outcome.kind === 'unavailable';
    const minutes = isPassing ? RETRY_MINUTES[mail.attempts - 1] : undefined;
    const state =
      outcome.kind === 'accepted'
        ? 'sent'
        : outcome.kind === 'unknown'
          ? 'unknown'
          : minutes === undefined
            ? 'refused'
            : 'planned';
    const notBefore = minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
    await this.tenancy.withoutScope((tx) =>
      tx.query('select system_conclude_mail($1, $2, $3, $4, $5, $6)', [
        mail.id,
        mail.fence,
        state,
        outcome.answer,
        notBefore,
        now,
      ]),
    );
  }
}
