import { expect, it } from 'vitest';
import { bodyOf, draftOf, needsPassword } from './sender-draft.js';
import { STORED as stored } from './testing/stored-sender.js';

it('keeps the stored password when only the name people see changes', () => {
  const draft = { ...draftOf(stored), fromName: 'Buk' };
  expect(needsPassword(draft, stored)).toBe(false);
  expect(bodyOf(draft)).not.toHaveProperty('password');
});

it.each([
  ['server', { host: 'smtp.other.example' }],
  ['port', { port: 465 }],
  ['encryption', { security: 'none' as const }],
  ['user name', { username: 'somebody' }],
])('asks for the password again when the %s changes', (_, change) => {
  expect(needsPassword({ ...draftOf(stored), ...change }, stored)).toBe(true);
});

it('needs no password for a server without sign-in', () => {
  const draft = { ...draftOf(stored), username: '  ' };
  expect(needsPassword(draft, stored)).toBe(false);
  expect(bodyOf(draft).username).toBeNull();
});

it('sends an empty answer address as none', () => {
  expect(bodyOf({ ...draftOf(stored), replyTo: ' ' }).replyTo).toBeNull();
  expect(bodyOf({ ...draftOf(stored), replyTo: ' a@b.example ' }).replyTo).toBe('a@b.example');
});

it('sends an empty limit as none', () => {
  const draft = { ...draftOf(stored), perHour: 200, perDay: '' as const };
  expect(bodyOf(draft)).toMatchObject({ perMinute: null, perHour: 200, perDay: null });
});
