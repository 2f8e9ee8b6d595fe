import { randomBytes } from 'node:crypto';

const SECRETS = {
  JWT_KEYS: `t1:${randomBytes(32).toString('base64')}`,
  SEALING_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  AUDIT_KEYS: `a1:${randomBytes(32).toString('base64')}`,
};

/** The settings an operator would give, with the provider's and the callers' limits lifted. */
export function environmentFor(database, more = {}) {
  return {
    NODE_ENV: 'production',
    RUNTIME_DATABASE_URL: database.runtimeUrl,
    PUBLIC_URL: 'http://localhost:3000',
    ...SECRETS,
    BILLINGO_READS_PER_MINUTE: '100000',
    FAKTUROWNIA_READS_PER_MINUTE: '100000',
    INFAKT_READS_PER_MINUTE: '100000',
    SYNC_READS_PER_RUN: '1000000',
    RATE_LIMIT_READ: '1000000',
    RATE_LIMIT_WRITE: '1000000',
    EGRESS_ALLOW: '127.0.0.1:*',
    LOG_LEVEL: 'error',
    DEMO: 'true',
    ...more,
  };
}
