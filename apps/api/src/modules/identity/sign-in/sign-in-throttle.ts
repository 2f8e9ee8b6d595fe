import { createHash, randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { hashOfDevice, isKnownDevice } from '../sessions/known-device.js';
import type { Origin } from '../sessions/origin.js';

/** Attempts in an hour that cost no waiting, for each thing they are counted by. */
const FREE = { device: 10, nameFromAddress: 5, address: 50, person: 50, factor: 5 } as const;

interface Counter {
  readonly subject: string;
  readonly free: number;
}

/** An attempt that has been counted and may be looked at. */
export interface CountedAttempt {
  readonly own: readonly Counter[];
  readonly shared: readonly Counter[];
  /**
   * Others are guessing at this person from many places. Nobody is locked out by that: who has a second
   * factor still gets on with the right password; everybody else waits.
   */
  readonly isUnderAttack: boolean;
}

/**
 * Slows guessing down: with each attempt past the free ones the waiting doubles, up to 15 minutes. A browser
 * the person has signed in from is counted by itself, so that whoever guesses elsewhere cannot keep the
 * person out; anything else is counted by name and address, by address, and by person.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a guess at a password before it is looked at.
   *
   * @param userId null for a name nobody has: counted just the same
   * @throws DomainError `too-many-attempts`
   */
  async beginPassword(
    userId: string | null,
    name: string,
    origin: Origin,
  ): Promise<CountedAttempt> {
    // The same question for a name nobody has, so that the answer takes as long.
    const someone = userId ?? randomUUID();
    const isKnown = await this.tenancy.asUser(someone, (tx) =>
      isKnownDevice(tx, someone, origin.device),
    );
    const person = userId ?? digest(name.toLowerCase());
    if (isKnown) return this.begin([deviceCounter(person, origin)], [], []);
    const own = [{ subject: `name:${person}|${origin.ip}`, free: FREE.nameFromAddress }];
    const address = [{ subject: `ip:${origin.ip}`, free: FREE.address }];
    return this.begin(own, address, [{ subject: `person:${person}`, free: FREE.person }]);
  }

  /**
   * Counts a guess at a second proof, by somebody who has given a first one.
   *
   * @param place what guesses are counted by: a person at a browser, or one session
   * @throws DomainError `too-many-attempts`
   */
  beginProof(place: string): Promise<CountedAttempt> {
    return this.begin([{ subject: `proof:${place}`, free: FREE.factor }], [], []);
  }

  /** It was right, so it was no guess. */
  async succeeded(attempt: CountedAttempt): Promise<void> {
    await this.tenancy.ask('select system_sign_in_succeeded($1, $2)', [
      attempt.own.map((counter) => counter.subject),
      attempt.shared.map((counter) => counter.subject),
    ]);
  }

  /** @throws DomainError `too-many-attempts`, always */
  refuse(seconds: number): never {
    throw new DomainError(
      'too-many',
      'too-many-attempts',
      `Too many attempts. Try again in ${seconds} seconds.`,
      [],
      seconds,
    );
  }

  private async begin(
    own: readonly Counter[],
    hard: readonly Counter[],
    soft: readonly Counter[],
  ): Promise<CountedAttempt> {
    const all = [...own, ...hard, ...soft];
    const now = this.clock.wallNow();
    const waiting = await this.tenancy.withoutScope((tx) =>
      tx.query<{ subject: string; blocked_until: Date }>(
        'select * from system_begin_sign_in($1, $2, $3)',
        [all.map((counter) => counter.subject), all.map((counter) => counter.free), now],
      ),
    );
    const firm = new Set([...own, ...hard].map((counter) => counter.subject));
    const until = waiting
      .filter((row) => firm.has(row.subject))
      .map((row) => row.blocked_until.getTime());
    if (until.length > 0) this.refuse(Math.ceil((Math.max(...until) - now.getTime()) / 1000));
    // What waits was not counted: a right password gives nothing back there, and lifts no waiting of others.
    const waits = new Set(waiting.map((row) => row.subject));
    const shared = [...hard, ...soft].filter((counter) => !waits.has(counter.subject));
    return { own, shared, isUnderAttack: waits.size > 0 };
  }
}

/** What guesses at a second factor are counted by: a known browser apart from all others. */
export function factorPlace(userId: string, origin: Origin, isKnown: boolean): string {
  return isKnown ? deviceCounter(userId, origin).subject : userId;
}

function deviceCounter(person: string, origin: Origin): Counter {
  const device = hashOfDevice(origin.device ?? '').toString('base64url');
  return { subject: `device:${person}|${device}`, free: FREE.device };
}

/** People type passwords into the wrong field: a name nobody has is not kept as it was typed. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
