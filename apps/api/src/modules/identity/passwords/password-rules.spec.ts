import { describe, expect, it } from '@jest/globals';

import { requireGoodPassword } from './password-rules.js';

const OWN = ['magda', 'magdalena.dabrowska@firma.example', 'Magdalena Dąbrowska'];
const codeOf = (password: string): string | null => {
  try {
    requireGoodPassword(password, 'newPassword', OWN);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('new passwords', () => {
  it.each([
    'correct horse battery staple',
    '   spaces count, in front and behind   ',
    'zażółć gęślą jaźń',
    '漢字仮名交じり文を書くことは楽しい',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧',
    'a'.repeat(3) + 'long one without any figure or capital',
    `Ok${'x'.repeat(126)}`,
    '\t\n tabs and lines \r\n',
    '839201847562',
  ])('A01 may be of any characters: %j', (password) => {
    expect(codeOf(password)).toBeNull();
  });

  it('A01 have twelve to 128 characters, whatever each is stored in', () => {
    expect(codeOf('żółć!-xyz-1')).toBe('password-length');
    expect(codeOf('żółć!-xyz-12')).toBeNull();
    expect(codeOf('🦊🐻'.repeat(5))).toBe('password-length');
    expect(codeOf(`q${'🦊🐻'.repeat(63)}z`)).toBeNull();
    expect(codeOf(`q${'ab'.repeat(64)}`)).toBe('password-length');
  });

  it.each([
    '1qaz2wsx3edc',
    '1QAZ2wsx3EDC',
    'administrator',
    'Administrator1',
    'password12345!',
    '2024password2024',
    '!!!!superman!!!!',
    'qwertyqwerty',
    'monkeymonkeymonkey',
    'aaaaaaaaaaaa',
    'abababababab',
  ])('A01 are none of those that are guessed first: %s', (password) => {
    expect(codeOf(password)).toBe('password-known');
  });

  it.each([
    'magdalena.dabrowska@firma.example',
    'Magdalena.Dabrowska',
    'Magdalena Dąbrowska',
    'magdalena.dabrowska2026',
    'magdamagdamagda',
  ])('A01 are not the name of the person: %s', (password) => {
    expect(codeOf(password)).toBe('password-known');
  });
});
