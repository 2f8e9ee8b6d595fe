import type { Actor } from './actors.js';
import type { Operation } from './operations.js';

/** What the policy map says about an actor and an operation, in the actor's own account. */
export type Verdict = 'open to all' | 'allowed' | 'not signed in' | 'not allowed';

/** Reads the policy map the way a person would, apart from the code that enforces it. */
export function verdictOf({ rule }: Operation, actor: Actor): Verdict {
  if (rule.who === 'public') return 'open to all';
  if (actor.name === 'anonymous') return 'not signed in';
  if (actor.name === 'key') return rule.scope === undefined ? 'not allowed' : 'allowed';
  if (rule.who === 'signed-in') return 'allowed';
  if (rule.who === 'instance-admin')
    return actor.name === 'instance admin' ? 'allowed' : 'not allowed';
  return actor.role !== null && rule.who.includes(actor.role) ? 'allowed' : 'not allowed';
}

/** The status of a refusal. */
export function refusalOf(verdict: Verdict): number {
  return verdict === 'not signed in' ? 401 : 403;
}
