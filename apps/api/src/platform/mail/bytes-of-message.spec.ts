import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';

import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.js';
import { bytesOfMessage } from './bytes-of-message.js';

const LETTERS = fc.array(
  fc.oneof(
    fc.constantFrom('\n', '\r\n', '\r', ' ', '=', '.', '\t', 'ż', '€', '🧾', 'Prosimy o zapłatę '),
    fc.string({ unit: 'grapheme' }),
    fc.lorem({ maxCount: 30 }),
    fc.constantFrom(...HOSTILE_STRINGS),
  ),
  { minLength: 1, maxLength: 120 },
);
/** Letters end with a line end; the library folds blanks at the very end of a text elsewhere. */
const TEXT = LETTERS.map((pieces) => `a${pieces.join('')}.\n`);
const FILE = fc.uint8Array({ maxLength: 400 });

describe('the bytes of a message', () => {
  it('are those the library would write', async () => {
    await fc.assert(
      fc.asyncProperty(TEXT, TEXT, fc.array(FILE, { maxLength: 2 }), async (text, html, files) => {
        const compile = () =>
          new MailComposer({
            from: { name: text.slice(0, 30), address: 'biuro@firma.example' },
            to: 'alfa@client.example',
            subject: html.slice(0, 60).trim(),
            text,
            html,
            attachments: files.map((file, index) => ({
              filename: `${index}.pdf`,
              contentType: 'application/pdf',
              content: Buffer.from(file),
            })),
            date: new Date('2026-03-17T09:00:00Z'),
            messageId: '<one@firma.example>',
            baseBoundary: 'always-the-same',
            newline: '\r\n',
          }).compile();
        expect(bytesOfMessage(compile()).toString()).toBe((await compile().build()).toString());
      }),
      { numRuns: 300 },
    );
  });
});
