/** Something an operator has to look at. */
export class AlarmView {
  kind: 'audit-broken' | 'job-failed' | 'queue-stuck';
  /** Null where it concerns the whole installation. */
  accountId: string | null;
  since: string;
  detail: string;
}

export class QueueView {
  name: string;
  waiting: number;
  running: number;
  /** Jobs that gave up in the last 24 hours. */
  failed: number;
  /** When the job that waits longest should have begun; null when none waits. */
  waitingSince: string | null;
}

export class SealingKeyView {
  keyId: string;
  isNewest: boolean;
  /** Secrets it seals; an older key without any may be taken out of the settings. */
  values: number;
}

export class SealingView {
  keys: SealingKeyView[];
}

export class AdminHealthView {
  alarms: AlarmView[];
  queues: QueueView[];
  sealing: SealingView;
}
