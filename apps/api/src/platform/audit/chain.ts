/** One audit chain and where its rows are: each account has one, and the installation has one. */
export interface Chain {
  /** The value of `key` in the chain's tables, and its name in every link. */
  readonly name: string;
  readonly key: 'account_id' | 'chain';
  readonly entries: 'audit_entries' | 'instance_audit_entries';
  readonly heads: 'audit_heads' | 'instance_audit_heads';
  readonly checkpoints: 'audit_checkpoints' | 'instance_audit_checkpoints';
  readonly checks: 'audit_checks' | 'instance_audit_checks';
}

export function chainOfAccount(accountId: string): Chain {
  return {
    name: accountId,
    key: 'account_id',
    entries: 'audit_entries',
    heads: 'audit_heads',
    checkpoints: 'audit_checkpoints',
    checks: 'audit_checks',
  };
}

/** Sign-ins, and what is done to the installation itself. */
export const INSTANCE_CHAIN: Chain = {
  name: 'instance',
  key: 'chain',
  entries: 'instance_audit_entries',
  heads: 'instance_audit_heads',
  checkpoints: 'instance_audit_checkpoints',
  checks: 'instance_audit_checks',
};
