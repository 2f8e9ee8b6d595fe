import type { Transaction } from '../../../platform/database/transaction.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { actorOf, type Person } from '../sessions/origin.js';
import { tellPerson } from '../tell-person.js';
import { noteSecondFactor } from './factor-methods.js';

/** What follows every change of a second factor: the flag the guard reads, the audit, and a mail to the person. */
export async function noteFactorChange(
  tx: Transaction,
  person: Person,
  at: Date,
  action:
    'totp.added' | 'totp.removed' | 'passkey.added' | 'passkey.removed' | 'recovery-codes.renewed',
): Promise<void> {
  await noteSecondFactor(tx, person.userId, at);
  await tellPerson(tx, at, person.userId, 'second-factor-changed', person.origin);
  await auditInstance(tx, at, {
    actor: actorOf(person),
    action,
    objectKind: 'user',
    objectId: person.userId,
  });
}
