import type { SetupView } from '../../shared/api/schemas.js';

/** One step of setting an account up, in the order in which they make sense. */
export interface SetupStep {
  readonly key: 'company' | 'connection' | 'sync' | 'sender' | 'senderTest' | 'sending';
  readonly isDone: boolean;
  /** The screen where it is done. */
  readonly screen: string;
}

export function setupSteps(setup: SetupView): SetupStep[] {
  return [
    { key: 'company', isDone: setup.hasCompanyDetails, screen: 'settings-company' },
    { key: 'connection', isDone: setup.hasConnection, screen: 'settings-connections' },
    { key: 'sync', isDone: setup.hasSyncedOnce, screen: 'sync' },
    { key: 'sender', isDone: setup.hasSender, screen: 'settings-sender' },
    { key: 'senderTest', isDone: setup.isSenderTested, screen: 'settings-sender' },
    { key: 'sending', isDone: setup.isAutomaticSending, screen: 'settings-sending' },
  ];
}
