import { localDate } from '@invoicetracker/calendar';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { AUTOMATIC_REPLIES } from './corpus/automatic-replies.js';
import { BOUNCES, NO_BOUNCES } from './corpus/bounces.js';
import { inbound } from './corpus/inbound-for-tests.js';
import { REPLIES } from './corpus/replies.js';
import { readInbound } from './read-inbound.js';

const ON = localDate('2026-06-10');
const OURS = '<01a1.notice@mail.firma.example>';
const read = (change: Parameters<typeof inbound>[0]) =>
  readInbound(inbound(change), ON, (id) => id === OURS);

describe('a reply', () => {
  it.each(REPLIES.map((example) => [example.text, example] as const))(
    'is read: %s',
    (text, { intents, day }) => {
      const meaning = read({ text });
      expect(meaning).toMatchObject({ kind: 'reply' });
      const found = meaning.kind === 'reply' ? meaning.intents : [];
      expect(found.map(({ kind }) => kind)).toEqual(intents);
      if (day !== undefined) expect(found[0]?.day).toBe(day);
    },
  );

  it('is what its sender wrote, not what they quote', () => {
    const text = [
      'Zapłacimy jutro.',
      '',
      'W dniu 9.06.2026 o 10:00 Firma <a@firma.example> napisał(a):',
      '> Prosimy o zapłatę. Faktura jest błędna?',
      '> Upadłość.',
    ].join('\n');
    expect(read({ text })).toMatchObject({
      text: 'Zapłacimy jutro.',
      intents: [{ kind: 'promise', day: '2026-06-11', words: 'Zapłacimy jutro.' }],
    });
  });

  it('may stand below what is quoted', () => {
    expect(read({ text: '> When will you pay?\n\nWe will pay tomorrow.' })).toMatchObject({
      text: 'We will pay tomorrow.',
      intents: [{ kind: 'promise' }],
    });
  });

  it('ends before the signature', () => {
    const text = 'Sprawdzę.\n-- \nJan Nowak, likwidator szkód\nKancelaria';
    expect(read({ text })).toEqual({ kind: 'reply', text: 'Sprawdzę.', intents: [] });
  });
});

describe('an automatic reply', () => {
  it.each(AUTOMATIC_REPLIES.map((example) => [example.mail.subject, example] as const))(
    'is told from a person: %s',
    (_, { mail, absentUntil }) => {
      expect(read(mail)).toEqual({ kind: 'auto-reply', absentUntil });
    },
  );

  it('is none when the header says that a person wrote', () => {
    const headers = { 'auto-submitted': 'no' };
    expect(read({ headers, text: 'Zapłacimy jutro.' })).toMatchObject({ kind: 'reply' });
  });
});

describe('a bounce', () => {
  it.each(BOUNCES.map((example) => [example.name, example] as const))(
    'is understood: %s',
    (_, { mail, expected }) => {
      expect(read(mail)).toMatchObject({ kind: 'bounce', ...expected });
    },
  );

  it.each(NO_BOUNCES.map((mail) => [mail.subject, mail] as const))(
    'is not seen in: %s',
    (_, mail) => {
      expect(read(mail)).not.toMatchObject({ kind: 'bounce' });
    },
  );
});

it('knows our own mail that comes back', () => {
  expect(read({ messageId: OURS, text: 'Zapłacimy jutro.' })).toEqual({ kind: 'loop' });
});

it('takes a mailing for one, unless it answers us', () => {
  const headers = { 'list-unsubscribe': '<mailto:x@y.example>' };
  expect(read({ headers, text: 'Buy now' })).toEqual({ kind: 'bulk' });
  expect(read({ headers, answers: [OURS], text: 'Ok' })).toMatchObject({ kind: 'reply' });
});

it('reads anything without failing, in time that does not run away', () => {
  const piece = fc.constantFrom(
    '> ',
    '\n',
    ' ',
    'zapłacimy ',
    '1.',
    '31.02.2026',
    '12',
    '.',
    'nie ',
    'będzie ',
    'Action: failed\n',
    'Final-Recipient: ',
    '<a@b>',
    '550 ',
    'w dniu ',
    'faktura ',
    'wird ',
    'ę',
    '\u0000',
    '-- \n',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(piece, { maxLength: 400 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(anyText, anyText, anyText, (subject, text, part) => {
      const parts = part === '' ? [] : [{ contentType: 'message/delivery-status', text: part }];
      const meaning = read({ subject, text, parts });
      expect(['bounce', 'auto-reply', 'bulk', 'reply']).toContain(meaning.kind);
    }),
    { numRuns: 300 },
  );
});
