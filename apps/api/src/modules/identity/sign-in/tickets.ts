import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** What a ticket is good for, and for nothing else. */
export type TicketPurpose =
  'second-factor' | 'passkey-sign-in' | 'passkey-registration' | 'passkey-step-up';

const MINUTES = 5;
const MAX_TRIES = 5;

export interface Ticket {
  /** Null while nobody knows who it is: a sign-in by passkey alone. */
  readonly userId: string | null;
  /** What the passkey has to sign. */
  readonly challenge: string | null;
}

/**
 * The step between a first proof and the next. A ticket is 256 bits of chance, kept as a hash, good for five
 * minutes, five tries and one success.
 */
@Injectable()
export class Tickets {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @param ticket left out, one is drawn; given, it must be as hard to guess */
  async open(
    purpose: TicketPurpose,
    userId: string | null,
    challenge: string | null = null,
    ticket = randomBytes(32).toString('base64url'),
  ): Promise<string> {
    const expiresAt = new Date(this.clock.wallNow().getTime() + MINUTES * 60_000);
    await this.put(ticket, purpose, userId, challenge, expiresAt);
    return ticket;
  }

  /** Gives a ticket another challenge; what was signed for the one before no longer counts. */
  async challenge(ticket: string, purpose: TicketPurpose, challenge: string): Promise<Ticket> {
    const found = await this.try(ticket, purpose);
    // Only the challenge of the ticket that is there changes; it lives no longer than before.
    await this.put(ticket, purpose, found.userId, challenge, this.clock.wallNow());
    return { ...found, challenge };
  }

  /**
   * Counts a try.
   *
   * @throws DomainError `sign-in-expired` when the ticket is unknown, over, used up, or for something else
   */
  async try(ticket: string, purpose: TicketPurpose): Promise<Ticket> {
    const row = await this.tenancy.ask<{ user_id: string | null; challenge: string | null }>(
      'select * from system_try_ticket($1, $2, $3, $4)',
      [hashOf(ticket), purpose, MAX_TRIES, this.clock.wallNow()],
    );
    if (row === undefined) throw expired();
    return { userId: row.user_id, challenge: row.challenge };
  }

  /** Uses it up. @throws DomainError `sign-in-expired` for everybody but the first */
  async take(ticket: string): Promise<void> {
    const row = await this.tenancy.ask<{ taken: boolean }>(
      'select system_take_ticket($1) as taken',
      [hashOf(ticket)],
    );
    if (row?.taken !== true) throw expired();
  }

  private async put(
    ticket: string,
    purpose: TicketPurpose,
    userId: string | null,
    challenge: string | null,
    expiresAt: Date,
  ): Promise<void> {
    await this.tenancy.ask('select system_put_ticket($1, $2, $3, $4, $5)', [
      hashOf(ticket),
      userId,
      purpose,
      challenge,
      expiresAt,
    ]);
  }
}

function hashOf(ticket: string): Buffer {
  return createHash('sha256').update(ticket).digest();
}

function expired(): DomainError {
  return new DomainError(
    'unauthenticated',
    'sign-in-expired',
    'This took too long or too many tries. Sign in again from the start.',
  );
}
