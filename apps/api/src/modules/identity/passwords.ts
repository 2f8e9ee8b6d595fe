import { hash, verify } from '@node-rs/argon2';

import { Turnstile } from './passwords/turnstile.js';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nothing anybody knows: an unknown name costs as long as a known one. */
const DECOY = hash(crypto.randomUUID(), COST);

/** Each takes 19 MiB and a core: a flood of sign-ins waits instead of taking the process down. */
const turnstile = new Turnstile(4);

/** @returns the hash in PHC form, with its parameters */
export function hashPassword(password: string): Promise<string> {
  return turnstile.pass(() => hash(password, COST));
}

/** Compares in the same time whether or not there is such a user. */
export async function isPassword(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  const known = passwordHash ?? (await DECOY);
  const isRight = await turnstile.pass(() => verify(known, password));
  return isRight && passwordHash !== undefined;
}

/** Whether a hash was made with less than is asked for today. */
export function isHashOutdated(passwordHash: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash);
  if (found === null) return true;
  const [memory, passes] = found.slice(1).map(Number) as [number, number];
  return memory < COST.memoryCost || passes < COST.timeCost;
}
