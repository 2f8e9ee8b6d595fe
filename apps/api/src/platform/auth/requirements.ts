import { DomainError, NotFound } from '../http/domain-error.js';
import type { Role } from '../tenancy/account-scope.js';
import type { AccessRule } from './access-rule.js';
import type { Admitted, AdmittedKey } from './admission.js';

/** @throws NotFound: a feature that is switched off is not there */
export function requireFeature(rule: AccessRule, featuresOff: readonly string[]): void {
  if (rule.feature === undefined) return;
  const anyOf: readonly string[] = typeof rule.feature === 'string' ? [rule.feature] : rule.feature;
  if (anyOf.every((feature) => featuresOff.includes(feature))) throw new NotFound('feature');
}

/** @throws NotFound for who is no member; DomainError for a role, an account or a sign-in that does not do */
export function requireRole(roles: readonly Role[], admitted: Admitted): void {
  if (admitted.role === null) throw new NotFound('account');
  if (!roles.includes(admitted.role)) {
    throw new DomainError(
      'forbidden',
      'role-not-allowed',
      `Your role in this account (${admitted.role}) may not do this. Ask an admin of the account.`,
    );
  }
  requireActive(admitted.accountState);
  if (admitted.isSecondFactorRequired && !admitted.hasSecondFactor) throw secondFactorRequired();
}

/** @throws NotFound for another account than the key's; DomainError where the key does not do */
export function requireKey(
  rule: AccessRule,
  key: AdmittedKey,
  namedAccount: string | undefined,
): void {
  if (namedAccount !== undefined && namedAccount !== key.accountId) throw new NotFound('account');
  if (key.featuresOff.includes('api-keys')) throw new NotFound('feature');
  requireScope(rule, key);
  requireActive(key.accountState);
  requireFeature(rule, key.featuresOff);
}

export function secondFactorRequired(): DomainError {
  return new DomainError(
    'forbidden',
    'second-factor-required',
    'Set up a second factor in your profile first.',
  );
}

/** What no scope opens is for people: their own profile, the installation, the keys themselves. */
function requireScope(rule: AccessRule, key: AdmittedKey): void {
  if (rule.scope !== undefined && key.scopes.includes(rule.scope)) return;
  throw new DomainError(
    'forbidden',
    'scope-missing',
    rule.scope === undefined
      ? 'No API key may do this; a person must sign in.'
      : `This API key lacks the scope ${rule.scope}. Make one that has it.`,
  );
}

function requireActive(state: Admitted['accountState']): void {
  if (state === 'active') return;
  throw new DomainError(
    'forbidden',
    'account-suspended',
    'This account is suspended. Ask the administrator of this installation.',
  );
}
