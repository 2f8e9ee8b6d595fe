/** Something an operator has to look at. */
export class AlarmView {
  kind:
    | 'audit-broken'
    | 'job-failed'
    | 'queue-stuck'
    | 'provider-down'
    | 'rate-missing'
    | 'rate-held'
    | 'bank-unread';
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

/** A provider's host that does not answer as it should. */
export class ProviderHostView {
  /** Provider and host, e.g. `infakt:api.infakt.pl`. */
  name: string;
  /** `down`: left alone until `againAt`; `paused`: it asked for quiet until then; `failing`: asked as ever. */
  state: 'down' | 'paused' | 'failing';
  /** Requests that failed one after the other. */
  failures: number;
  /** Code of what went wrong last. */
  lastFailure: string | null;
  since: string | null;
  againAt: string | null;
}

export class AdminHealthView {
  alarms: AlarmView[];
  /** Only those in trouble. */
  providerHosts: ProviderHostView[];
  queues: QueueView[];
  sealing: SealingView;
}
