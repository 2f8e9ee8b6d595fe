import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { loadSecrets } from './secrets.mjs';

let folder;
beforeEach(() => (folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'secrets-')), 'data')));
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

it('makes secrets once and keeps them', () => {
  expect(loadSecrets(folder)).toEqual(loadSecrets(folder));
});

it('adds what an older copy does not have yet, and keeps the rest', () => {
  const { auditKeys, ...older } = loadSecrets(folder);
  writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify(older));
  const now = loadSecrets(folder);
  expect(now).toMatchObject(older);
  expect(now.auditKeys).toMatch(/^a1:/);
  expect(now.auditKeys).not.toBe(auditKeys);
});

it('lets nobody else read them', () => {
  loadSecrets(folder);
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('makes keys of 32 bytes, and a password that can be read aloud', () => {
  const { sealingKeys, jwtKeys, adminPassword } = loadSecrets(folder);
  expect(Buffer.from(sealingKeys.replace('k1:', ''), 'base64')).toHaveLength(32);
  expect(Buffer.from(jwtKeys.replace(/^t1:/, ''), 'base64')).toHaveLength(32);
  expect(adminPassword).toMatch(/^[a-km-np-z2-9]{20}$/);
});

it('makes different ones for every copy', () => {
  const other = `${folder}-2`;
  const [mine, theirs] = [loadSecrets(folder), loadSecrets(other)];
  for (const name of Object.keys(mine)) expect(mine[name]).not.toBe(theirs[name]);
});
