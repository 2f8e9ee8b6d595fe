import type { NavigationGuardReturn, RouteLocationNormalized } from 'vue-router';
import { Problem } from './shared/api/problem.js';
import { needAreas } from './shared/i18n/i18n.js';
import { shownTimeZone } from './shared/i18n/time-zone.js';
import { readPreference, writePreference } from './shared/preferences.js';
import { currentUser, ensureSession } from './shared/session/current-user.js';
import { membershipOf } from './shared/session/use-account.js';
import { startProblem } from './start-problem.js';

/** Decides where a visitor may go: to the sign-in, to their account, or to what they asked for. */
export async function guard(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  try {
    const [decision] = await Promise.all([decide(to), loadWords(to)]);
    return decision;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    startProblem.value = error;
    return false;
  }
}

function loadWords(to: RouteLocationNormalized): Promise<void> {
  return needAreas(to.matched.flatMap((record) => record.meta.areas ?? []));
}

async function decide(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  if (to.meta.isPublic === true) return true;
  if (!(await ensureSession())) {
    const isStart = to.fullPath === '/';
    return { name: 'sign-in', query: isStart ? {} : { next: to.fullPath } };
  }
  return to.name === 'start' ? firstAccount() : enterAccount(to);
}

/** The account used last on this browser, or the first one; a user without any sees that said. */
function firstAccount(): NavigationGuardReturn {
  const memberships = currentUser.value?.memberships ?? [];
  const last = memberships.find((each) => each.accountId === readPreference('account'));
  const chosen = last ?? memberships[0];
  if (!chosen) return true;
  return { name: 'overview', params: { accountId: chosen.accountId }, replace: true };
}

function enterAccount(to: RouteLocationNormalized): NavigationGuardReturn {
  const accountId = to.params['accountId'];
  if (typeof accountId !== 'string') return true;
  const membership = membershipOf(accountId);
  if (!membership) return true; // the shell shows "not found" and keeps the address
  shownTimeZone.value = membership.timeZone;
  writePreference('account', accountId);
  return true;
}
