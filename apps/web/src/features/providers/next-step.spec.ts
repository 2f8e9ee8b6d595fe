import { expect, it } from 'vitest';
import type { ConnectionView, SyncRunView } from '../../shared/api/schemas.js';
import { nextStepOf } from './next-step.js';
import { aConnection } from './testing/a-connection.js';
import { aRun } from './testing/a-run.js';

const AT = '2026-11-21T10:00:00Z';
const failed = (actor: NonNullable<SyncRunView['error']>['actor']) =>
  aRun({
    state: 'failed',
    error: { code: 'x', actor, detail: 'x', reference: 'r-1', retryAt: null },
  });
const quiet = { allowedPerRun: 100, allowed: 300, perSeconds: 60, spent: 1, quietUntil: AT };

const CASES: readonly (readonly [string, Partial<ConnectionView>, unknown])[] = [
  ['nobody has to do anything', { lastRun: aRun({ state: 'succeeded' }) }, null],
  ['an admin enters a key', { state: 'needs_reconnect', openRows: 3 }, { kind: 'reconnect' }],
  ['whoever paused it knows why', { state: 'paused', openRows: 3 }, null],
  [
    'an admin says where payments are recorded',
    { learnsOfPayments: false, oldDebts: 'waiting' },
    { kind: 'payments' },
  ],
  [
    'an admin answers for double reminders before old debts are let in',
    { isOwnRemindersAnswerNeeded: true, oldDebts: 'waiting' },
    { kind: 'own-reminders' },
  ],
  ['an admin lets old debts in', { oldDebts: 'waiting', openRows: 3 }, { kind: 'old-debts' }],
  [
    'we are told of our fault by its number',
    { lastRun: failed('bug') },
    { kind: 'report', runId: 'run-1', reference: 'r-1' },
  ],
  [
    'time mends what the system did',
    { lastRun: failed('retry'), nextSyncAt: AT, openRows: 3 },
    { kind: 'wait', why: 'failure', at: AT },
  ],
  ['a new key has been entered since', { lastRun: failed('reconnect') }, null],
  [
    'the rest comes with the next run',
    { lastRun: aRun({ state: 'paused', isBudgetSpent: true }), nextSyncAt: AT },
    { kind: 'wait', why: 'requests', at: AT },
  ],
  [
    'the system wants quiet',
    { lastRun: aRun({ state: 'succeeded' }), requests: quiet },
    { kind: 'wait', why: 'quiet', at: AT },
  ],
  ['somebody looks at rows', { openRows: 3 }, { kind: 'rows', count: 3 }],
  [
    'a run under way tells for itself',
    { lastRun: aRun({ state: 'running' }), requests: quiet },
    null,
  ],
];

it.each(CASES)('%s', (_, change, step) => {
  expect(nextStepOf(aConnection(change))).toEqual(step);
});
