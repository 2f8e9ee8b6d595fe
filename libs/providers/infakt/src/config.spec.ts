import { expect, it } from '@jest/globals';

import { infaktHeaders } from './config.js';

it('sends the key in the header that inFakt reads', () => {
  expect(infaktHeaders(' abcdef123456 ')).toEqual({ 'X-inFakt-ApiKey': 'abcdef123456' });
});

it.each(['', 'short', 'with blank inside', 'line\nbreak-key', 'klucz-ążę-123'])(
  'refuses %j, which is no key',
  (key) => {
    expect(() => infaktHeaders(key)).toThrow('This cannot be an inFakt API key');
  },
);
