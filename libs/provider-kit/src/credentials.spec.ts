import { describe, expect, it } from '@jest/globals';

import { type CredentialField, KEY_PATTERN, readCredentials } from './credentials.js';

const FIELDS: readonly CredentialField[] = [
  { name: 'companyId', isSecret: false, pattern: '\\d{1,10}', example: '123456' },
  { name: 'accessKey', isSecret: true, pattern: KEY_PATTERN },
];

describe('what is typed in to connect a provider', () => {
  it('is taken with the blanks around it cut off', () => {
    expect(readCredentials(FIELDS, { companyId: ' 77 ', accessKey: ' abcdef-123 ' })).toEqual({
      credentials: { companyId: '77', accessKey: 'abcdef-123' },
    });
  });

  it.each([
    [{}, ['companyId missing', 'accessKey missing']],
    [{ companyId: '77', accessKey: '' }, ['accessKey missing']],
    [{ companyId: '77', accessKey: null }, ['accessKey missing']],
    [{ companyId: '77\n88', accessKey: 'abcdef-123' }, ['companyId malformed']],
    [{ companyId: 77, accessKey: 'abcdef-123' }, ['companyId malformed']],
    [{ companyId: '77', accessKey: 'with blanks in it' }, ['accessKey malformed']],
    [{ companyId: '77', accessKey: 'abcdef-123\r\nX-Evil: 1' }, ['accessKey malformed']],
    [{ companyId: '77', accessKey: 'abcdef-123', baseUrl: 'http://x' }, ['baseUrl unknown']],
    [{ companyId: '77', accessKey: 'abcdef-123', toString: 'x' }, ['toString unknown']],
    [
      Object.create({ companyId: '77', accessKey: 'abcdef-123' }) as Record<string, unknown>,
      ['companyId missing', 'accessKey missing'],
    ],
  ])('%j is refused with every field that is wrong', (given, expected) => {
    const read = readCredentials(FIELDS, given);
    expect(
      'problems' in read && read.problems.map(({ field, code }) => `${field} ${code}`),
    ).toEqual(expected);
  });
});
