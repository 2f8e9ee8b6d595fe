import { expect, it } from '@jest/globals';
import { secretsIn } from './secret-patterns.mjs';
import { scanForSecrets } from './secret-scan.mjs';

it('O10 finds no secret in the repository, nor anywhere in its history', () => {
  const { files, finds } = scanForSecrets();
  expect(files).toBeGreaterThan(500);
  expect(finds).toEqual([]);
});

// Put together here, so that the scan does not find its own examples.
const planted = [
  ['a private key', ['-----BEGIN ', 'PRIVATE KEY-----\n', 'M'.repeat(64)]],
  ['a private key', ['-----BEGIN RSA ', 'PRIVATE KEY-----\n', 'M'.repeat(64)]],
  ['an AWS access key', ['AKIA', 'A'.repeat(16)]],
  ['a GitHub token', ['ghp_', 'a'.repeat(36)]],
  ['a GitLab token', ['glpat-', 'a'.repeat(20)]],
  ['a Slack token', ['xoxb-', '1'.repeat(24)]],
  ['a Stripe key', ['sk_live_', 'a'.repeat(24)]],
  ['a Google key', ['AIza', 'a'.repeat(35)]],
  ['an npm token', ['npm_', 'a'.repeat(36)]],
  ['a SendGrid key', ['SG.', 'a'.repeat(22), '.', 'a'.repeat(43)]],
  ['a signed token', ['eyJ', 'a'.repeat(20), '.eyJ', 'a'.repeat(20), '.', 'a'.repeat(43)]],
  ['a key of this product', ['SEALING_KEYS=k1:', 'A'.repeat(43), '=']],
  ['a setting with a key in it', ['JWT_SECRET=', 'A'.repeat(43), '=']],
  ['a password in an address', ['postgres://app:', 'Zaq12wsx', '@db.firm.example/x']],
];
it.each(planted)('O10 knows %s', (kind, parts) => {
  expect(secretsIn(`x = "${parts.join('')}";`)).toContain(kind);
});
