import type { ConnectionView } from '../../../shared/api/schemas.js';

/** A connection that is as it should be, but for what a test says about it. */
export const aConnection = (change: Partial<ConnectionView> = {}): ConnectionView => ({
  id: 'c-1',
  provider: 'infakt',
  name: 'inFakt Buk',
  state: 'active',
  hasKey: true,
  keySetAt: '2026-11-01T08:00:00Z',
  lastTestedAt: null,
  lastTestOk: null,
  lastGoodSyncAt: null,
  nextSyncAt: null,
  oldDebts: 'nothing-old',
  ownReminders: null,
  isOwnRemindersAnswerNeeded: false,
  hasWebhooks: true,
  writeBack: {
    marksPaid: false,
    recordsPayments: false,
    canMarkPaid: true,
    canRecordPayments: false,
  },
  lastRun: null,
  requests: null,
  openRows: 0,
  learnsOfPayments: true,
  paymentsKeptHereAt: null,
  version: 1,
  ...change,
});
