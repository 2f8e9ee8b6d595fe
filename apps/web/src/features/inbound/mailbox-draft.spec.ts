import { expect, it } from 'vitest';
import type { MailboxView } from '../../shared/api/schemas.js';
import { bodyOf, draftOf, needsPassword } from './mailbox-draft.js';

const stored: MailboxView = {
  host: 'imap.firm.example',
  port: 993,
  security: 'tls',
  username: 'biuro@firm.example',
  hasPassword: true,
  folder: 'INBOX',
  isHolding: true,
  hasSender: true,
  collectedAt: null,
  problem: null,
  unrelatedCount: 0,
  version: 1,
};

it('keeps a stored password for the same server, name and encryption only', () => {
  expect(needsPassword(draftOf(stored), stored)).toBe(false);
  for (const change of [{ host: 'other' }, { port: 143 }, { username: 'x' }] as const)
    expect(needsPassword({ ...draftOf(stored), ...change }, stored)).toBe(true);
  expect(needsPassword({ ...draftOf(stored), security: 'none' }, stored)).toBe(true);
  expect(needsPassword({ ...draftOf(stored), folder: 'Answers' }, stored)).toBe(false);
});

it('sends a password only where one was typed', () => {
  expect(bodyOf(draftOf(stored))).not.toHaveProperty('password');
  expect(bodyOf({ ...draftOf(stored), password: 'p' })).toMatchObject({ password: 'p' });
});
