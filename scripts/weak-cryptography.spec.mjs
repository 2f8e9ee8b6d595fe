import { ESLint } from 'eslint';
import { describe, expect, it } from '@jest/globals';
import { inRoot } from './paths.mjs';

describe('C05 the linter', () => {
  const eslint = new ESLint({ cwd: inRoot('.') });
  const complaints = async (code) => {
    const [result] = await eslint.lintText(code, {
      filePath: inRoot('apps/api/src/platform/example.ts'),
    });
    return result.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length;
  };

  it.each([
    'export const token = Math.random();',
    "createHash('md5');",
    "createHash('SHA1');",
    "createHmac('sha-1', key);",
    "createCipheriv('aes-256-cbc', key, iv);",
    "createDecipheriv('aes-128-ecb', key, null);",
    "createCipheriv('des-ede3', key, iv);",
    'export const isRight = head.storedMac === other.mac;',
  ])('refuses %s', async (code) => {
    expect(await complaints(code)).toBe(1);
  });

  it.each([
    "createHash('sha256');",
    "createHmac('sha512', key);",
    "createCipheriv('aes-256-gcm', key, iv);",
    'export const day = Math.round(1.5);',
  ])('has nothing against %s', async (code) => {
    expect(await complaints(code)).toBe(0);
  });
});
