import { randomBytes } from 'node:crypto';

import { readSettings, type Settings } from '../../src/config/env.js';

/** Tests are quicker than people; those about the limits set their own. */
const UNLIMITED = Object.fromEntries(
  ['AUTH', 'READ', 'WRITE', 'SEND', 'EXPORT'].map((rate) => [`RATE_LIMIT_${rate}`, '1000000']),
);

/** Settings as an operator would give them, for one test. */
export function testSettings(runtimeUrl: string, more: Record<string, string> = {}): Settings {
  return readSettings({
    RUNTIME_DATABASE_URL: runtimeUrl,
    PUBLIC_URL: 'http://localhost:3000',
    JWT_KEYS: `t1:${randomBytes(32).toString('base64')}`,
    SEALING_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    AUDIT_KEYS: `a1:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    DEMO: 'true',
    EGRESS_ALLOW: '127.0.0.1:*',
    ...UNLIMITED,
    ...more,
  });
}
