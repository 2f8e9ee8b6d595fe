/**
 * The jobs there are, and what each carries: ids only. A job is a wake-up: the truth is in the rows,
 * a handler reloads them and may run twice.
 */
export interface JobData {
  /** Pull one connection: go on with its live run. */
  'sync-connection': { accountId: string; connectionId: string; runId: string };
  /** Read documents again that a provider said something about. */
  'look-at-documents': { accountId: string; connectionId: string };
  /** Tell a provider of payments that were recorded here. */
  'write-payments': { accountId: string; connectionId: string };
  /** Decide for every active case of an account, up to and including this day. */
  'run-account-day': { accountId: string; onDay: string; isAgain?: boolean };
  /** Hand over what waits in an account's outbox. A turn follows on the other one, so that their keys differ. */
  'send-notices': { accountId: string; turn?: 0 | 1 };
  /** Write to an account's admins what waits for them. */
  'mail-approvals': { accountId: string };
  /** Read what has come to a mailbox. */
  'collect-mailbox': { accountId: string; mailboxId: string };
  /** Hand over the product's own mail to people. */
  'send-system-mails': Record<string, never>;
  /** Verify the audit chain of an account, or of the installation. */
  'verify-audit': { accountId: string | null };
  /** Read what a central bank publishes. */
  'look-at-bank': { bank: 'nbp' | 'ecb' | 'mnb' };
  /** Remove an account whose 30 days are over. */
  'remove-account': { accountId: string };
}

export type QueueName = keyof JobData;

export const QUEUES: readonly QueueName[] = [
  'sync-connection',
  'look-at-documents',
  'write-payments',
  'run-account-day',
  'send-notices',
  'mail-approvals',
  'collect-mailbox',
  'send-system-mails',
  'verify-audit',
  'look-at-bank',
  'remove-account',
];

/** pg-boss's own schema, made by `migrate`. */
export const QUEUE_SCHEMA = 'pgboss';

/**
 * One job a key is waiting or running at a time; a second one is not taken. A worker that dies is
 * noticed by its missing heartbeat, and the job runs again.
 */
export const QUEUE_OPTIONS = {
  policy: 'exclusive',
  notify: true,
  retryLimit: 3,
  // A job is only a wake-up: after a worker's death it comes back at once, and the rows behind it say how
  // long anything has to wait. A growing delay would keep the key taken, and the tick's wake-ups out.
  retryDelay: 1,
  retryBackoff: false,
  expireInSeconds: 3600,
  heartbeatSeconds: 20,
  deleteAfterSeconds: 24 * 3600,
} as const;
