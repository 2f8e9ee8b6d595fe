import { describe, expect, it } from '@jest/globals';

import { ProviderError } from './provider-error.js';
import { requirePdf } from './require-pdf.js';

const WHOLE = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('bytes that are to be a PDF', () => {
  it('are taken as they are where they begin and end as one', () => {
    expect(requirePdf(WHOLE)).toBe(WHOLE);
  });

  it.each([
    ['a page for people', Buffer.from('<!doctype html><h1>Przerwa techniczna</h1>')],
    ['half of a file', WHOLE.subarray(0, 30)],
    ['a PDF behind something else', Buffer.concat([Buffer.from('MZ'), WHOLE])],
    ['nothing', Buffer.alloc(0)],
    ['an answer in JSON', { error: 'internal error' }],
    ['text that only looks like one', WHOLE.toString()],
  ])('are refused and asked for again: %s', (_what, body) => {
    expect(() => requirePdf(body)).toThrow(
      expect.objectContaining({ actor: 'retry', code: 'document-unreadable' }),
    );
    expect(() => requirePdf(body)).toThrow(ProviderError);
  });
});
