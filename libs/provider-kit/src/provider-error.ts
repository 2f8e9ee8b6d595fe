import type { Finding } from './finding.js';

/**
 * Who must act: the user (`reconnect`), nobody but time (`retry`), nobody because one record is unusable (`reject`),
 * or we (`bug`).
 */
export type ProviderErrorActor = 'reconnect' | 'retry' | 'reject' | 'bug';

export interface ProviderErrorInit {
  readonly actor: ProviderErrorActor;
  /** stable, kebab-case; what the host maps to a sentence */
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  /** what is wrong with the one record that cannot be used */
  readonly findings?: readonly Finding[];
  /** do not ask again before this instant (milliseconds since 1970) */
  readonly retryAt?: number;
}

/**
 * The only error that leaves a connector or the transport. Its texts are our own: never a header, a key or a body,
 * and no `cause` that could carry one into a log.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly actor: ProviderErrorActor;
  readonly code: string;
  readonly status: number | undefined;
  readonly findings: readonly Finding[];
  readonly retryAt: number | undefined;

  constructor(init: ProviderErrorInit) {
    super(init.message);
    this.actor = init.actor;
    this.code = init.code;
    this.status = init.status;
    this.findings = init.findings ?? [];
    this.retryAt = init.retryAt;
  }
}
