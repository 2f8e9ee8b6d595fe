import { expect, it } from 'vitest';
import type { MailboxView } from '../../shared/api/schemas.js';
import { bodyOf, draftFrom, draftOf, isPlace, needsPassword } from './mailbox-draft.js';

const stored: MailboxView = {
  sender: { id: 's1', fromName: 'Biuro', fromEmail: 'biuro@firm.example' },
  host: 'imap.firm.example',
  port: 993,
  security: 'tls',
  username: 'biuro@firm.example',
  hasPassword: true,
  folder: 'INBOX',
  isHolding: true,
  collectedAt: null,
  problem: null,
  unrelatedCount: 0,
  sharedWith: [],
  otherMailboxes: [],
  version: 1,
};

it('keeps a stored password for the same server, name and encryption only', () => {
  expect(needsPassword(draftOf(stored), stored)).toBe(false);
  for (const change of [{ host: 'other' }, { port: 143 }, { username: 'x' }] as const)
    expect(needsPassword({ ...draftOf(stored), ...change }, stored)).toBe(true);
  expect(needsPassword({ ...draftOf(stored), security: 'none' }, stored)).toBe(true);
  expect(needsPassword({ ...draftOf(stored), folder: 'Answers' }, stored)).toBe(false);
});

it('takes a mailbox that another sender has without its password', () => {
  const { host, port, security, username, folder, isHolding } = stored;
  const place = { host, port, security, username, folder, isHolding };
  const mine: MailboxView = { ...stored, host: '', username: '', hasPassword: false, version: 0 };
  expect(needsPassword(draftFrom(place), mine)).toBe(true);
  const offered = { ...mine, otherMailboxes: [place] };
  expect(needsPassword(draftFrom(place), offered)).toBe(false);
  expect(needsPassword({ ...draftFrom(place), username: 'x' }, offered)).toBe(true);
  expect(isPlace({ ...draftFrom(place), host: ' IMAP.firm.example' }, place)).toBe(true);
  expect(isPlace({ ...draftFrom(place), folder: 'Answers' }, place)).toBe(false);
});

it('sends a password only where one was typed', () => {
  expect(bodyOf(draftOf(stored))).not.toHaveProperty('password');
  expect(bodyOf({ ...draftOf(stored), password: 'p' })).toMatchObject({ password: 'p' });
});
