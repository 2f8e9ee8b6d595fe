import { expect, it } from 'vitest';
import { proposedAnswer } from './proposed-answer.js';

const words = '…';

it('proposes what the gravest words suggest', () => {
  expect(proposedAnswer({ intents: [{ kind: 'promise', words, day: '2026-06-20' }] })).toEqual({
    answer: 'promise',
    on: '2026-06-20',
    until: '',
  });
  expect(
    proposedAnswer({
      intents: [
        { kind: 'dispute', words, day: null },
        { kind: 'promise', words, day: '2026-06-20' },
      ],
    }),
  ).toMatchObject({ answer: 'dispute' });
  expect(proposedAnswer({ intents: [{ kind: 'complaint', words, day: null }] })).toMatchObject({
    answer: 'hold',
    until: '',
  });
  for (const kind of ['stop', 'wrong-person'] as const)
    expect(proposedAnswer({ intents: [{ kind, words, day: null }] })).toMatchObject({
      answer: kind,
    });
  expect(proposedAnswer({ intents: [{ kind: 'absent', words, day: '2026-06-20' }] })).toMatchObject(
    { answer: 'hold', until: '2026-06-20' },
  );
  expect(proposedAnswer({ intents: [] })).toMatchObject({ answer: 'go-on' });
});
