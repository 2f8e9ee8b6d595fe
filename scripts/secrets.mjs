import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The secrets of this copy: made once, kept in a file only its owner can read.
 * @param {string} dir folder of the running copy's data
 */
export function loadSecrets(dir) {
  const file = path.join(dir, 'secrets.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  // A newer version may want one more than the copy has.
  const secrets = { ...newSecrets(), ...kept };
  if (Object.keys(secrets).length === Object.keys(kept).length) return kept;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

function newSecrets() {
  return {
    databasePassword: randomBytes(24).toString('base64url'),
    runtimePassword: randomBytes(24).toString('base64url'),
    adminPassword: readablePassword(),
    sealingKeys: `k1:${randomBytes(32).toString('base64')}`,
    auditKeys: `a1:${randomBytes(32).toString('base64')}`,
    jwtKeys: `t1:${randomBytes(32).toString('base64')}`,
  };
}

// Typed from a terminal into a browser: 32 characters that cannot be taken for each other, 100 bits in all.
function readablePassword() {
  const characters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...randomBytes(20)].map((byte) => characters[byte % 32]).join('');
}
