import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { factorPlace, SignInThrottle } from '../sign-in/sign-in-throttle.js';
import { isKnownDevice } from '../sessions/known-device.js';
import type { Origin } from '../sessions/origin.js';
import { useRecoveryCode } from './recovery-codes.js';
import { Totp } from './totp.js';

/** A code somebody has typed, and where it is from. */
export type TypedCode =
  | { readonly method: 'totp'; readonly code: string }
  | { readonly method: 'recovery-code'; readonly code: string };

/** Takes the codes of a second factor; each once, and guessing at them gets slow. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
    private readonly totp: Totp,
  ) {}

  /** @throws Invalid `wrong-code`, or DomainError `too-many-attempts` */
  async require(userId: string, typed: TypedCode, origin: Origin): Promise<void> {
    const isKnown = await this.tenancy.asUser(userId, (tx) =>
      isKnownDevice(tx, userId, origin.device),
    );
    const attempt = await this.throttle.beginProof(factorPlace(userId, origin, isKnown));
    const at = this.clock.wallNow();
    const isRight = await this.tenancy.asUser(userId, (tx) =>
      typed.method === 'totp'
        ? this.totp.use(tx, userId, typed.code, at)
        : useRecoveryCode(tx, userId, typed.code, at),
    );
    if (!isRight) throw wrongCode();
    await this.throttle.succeeded(attempt);
  }
}

/** The same for a code that is wrong, old, or used. */
export function wrongCode(): Invalid {
  return new Invalid('wrong-code', 'This code is wrong or has been used. Wait for the next one.', [
    { field: 'code', code: 'wrong-code', message: 'is wrong or has been used' },
  ]);
}
