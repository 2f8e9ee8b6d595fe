import { HOTP, Secret } from 'otpauth';

import { Clock } from '../../src/platform/clock/clock.js';

const STEP_MS = 30_000;
const now = () => new Clock(null).wallNow().getTime();

/** The app on somebody's phone: makes codes from a seed. */
export class AuthenticatorApp {
  constructor(private readonly seed: string) {}

  /** @param steps 0 now, -1 half a minute ago, 1 in half a minute */
  code(steps = 0): string {
    const counter = Math.floor(now() / STEP_MS) + steps;
    return HOTP.generate({ secret: Secret.fromBase32(this.seed), counter });
  }

  /** Waits until the step has some seconds left, for tests that count on neighbouring steps. */
  static async settled(): Promise<void> {
    const left = STEP_MS - (now() % STEP_MS);
    if (left < 3000) await new Promise((resolve) => setTimeout(resolve, left));
  }

  /** Six figures that are no code of these minutes. */
  wrongCode(): string {
    const near = new Set([-2, -1, 0, 1, 2].map((steps) => this.code(steps)));
    return ['123456', '654321', '111222', '333444', '555666', '777888'].find(
      (code) => !near.has(code),
    )!;
  }
}
