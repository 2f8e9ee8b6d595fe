import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { envExample } from './env.example.js';
import { BrokenSettings, readSettings } from './env.js';

const good = {
  RUNTIME_DATABASE_URL: 'postgres://invoicetracker_app:x@localhost/db',
  PUBLIC_URL: 'https://invoices.example.com',
  JWT_KEYS: `t1:${randomBytes(32).toString('base64')}`,
  SEALING_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  AUDIT_KEYS: `a1:${randomBytes(32).toString('base64')}`,
};

describe('the settings', () => {
  it('fill in what may be left out', () => {
    expect(readSettings(good)).toMatchObject({
      PORT: 3000,
      INFAKT_READS_PER_MINUTE: 300,
      BILLINGO_READS_PER_MINUTE: 270,
      FAKTUROWNIA_API_URL: 'https://{subdomain}.fakturownia.pl',
      KSEF_READS_PER_MINUTE: 2,
      SYNC_READS_PER_RUN: 100,
      DEMO: false,
      EGRESS_ALLOW: [],
    });
  });

  it('list everything that is missing, in one go', () => {
    const attempt = () => readSettings({});
    expect(attempt).toThrow(BrokenSettings);
    for (const name of Object.keys(good)) expect(attempt).toThrow(name);
  });

  it.each([
    ['JWT_KEYS', `t1:${randomBytes(16).toString('base64')}`],
    ['JWT_KEYS', 'change-me'],
    ['SEALING_KEYS', 'change-me'],
    ['SEALING_KEYS', 'no colon'],
    ['SEALING_KEYS', `k1:${randomBytes(16).toString('base64')}`],
    ['SEALING_KEYS', `${good.SEALING_KEYS},${good.SEALING_KEYS}`],
    ['AUDIT_KEYS', 'change-me'],
    ['PORT', 'many'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'invoices'],
    ['ADMIN_PASSWORD', 'short'],
    ['CLOCK_FILE', '/tmp/clock.json'],
  ])('refuse %s=%s by name', (name, value) => {
    expect(() => readSettings({ ...good, [name]: value })).toThrow(name);
  });

  it('treat an empty value as left out', () => {
    expect(readSettings({ ...good, ADMIN_PASSWORD: '', PORT: '' }).PORT).toBe(3000);
  });

  it('are refused as the example has them', () => {
    const example = Object.fromEntries(
      envExample()
        .split('\n')
        .filter((line) => line.includes('=') && !line.startsWith('#'))
        .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
    );
    expect(Object.keys(example).sort()).toEqual(Object.keys(good).sort());
    for (const name of Object.keys(good)) expect(() => readSettings(example)).toThrow(name);
  });
});
