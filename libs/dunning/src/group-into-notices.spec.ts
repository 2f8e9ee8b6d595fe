import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_STAGES } from './default-policy.js';
import { groupIntoNotices, type StageMove } from './group-into-notices.js';

const move = (caseId: string, clientId: string, position: number): StageMove => {
  const stage = DEFAULT_STAGES.find((candidate) => candidate.position === position);
  if (!stage) throw new Error(`No default stage at position ${position}`);
  return { caseId, clientId, stage, hasOwnNotice: false };
};

it('writes one notice to a client for all that is due, in the tone of the firmest stage', () => {
  const moves = [move('case-1', 'acme', 2), move('case-2', 'acme', 4), move('case-3', 'acme', 3)];
  expect(groupIntoNotices(moves)).toEqual([
    {
      clientId: 'acme',
      audience: 'client',
      channel: 'email',
      stage: DEFAULT_STAGES[3],
      stageKey: 'hand-over-notice',
      onlyCaseId: null,
      moves,
    },
  ]);
});

it('keeps clients apart, and the own people from the client', () => {
  const moves = [
    move('case-1', 'acme', 4),
    move('case-2', 'umbra', 2),
    move('case-3', 'acme', 5),
    move('case-4', 'acme', 2),
  ];
  const shown = groupIntoNotices(moves).map(
    ({ clientId, audience, stageKey, moves: covered }) =>
      `${clientId}/${audience}/${stageKey}: ${covered.map(({ caseId }) => caseId).join(' ')}`,
  );
  expect(shown).toEqual([
    'acme/client/hand-over-notice: case-1 case-4',
    'acme/staff/hand-over: case-3',
    'umbra/client/overdue-notice: case-2',
  ]);
  expect(groupIntoNotices([])).toEqual([]);
});

it('writes one for each invoice where the client is to have it so, and one to the own people', () => {
  const moves = [
    move('case-1', 'acme', 2),
    move('case-2', 'acme', 5),
    move('case-3', 'acme', 3),
    move('case-4', 'acme', 5),
  ];
  const alone = moves.map((one) => ({ ...one, hasOwnNotice: true }));
  const shown = groupIntoNotices(alone).map(
    ({ stageKey, onlyCaseId, moves: covered }) =>
      `${stageKey} ${onlyCaseId}: ${covered.map(({ caseId }) => caseId).join(' ')}`,
  );
  expect(shown).toEqual([
    'overdue-notice case-1: case-1',
    'hand-over null: case-2 case-4',
    'demand case-3: case-3',
  ]);
});

it('covers every case once, with one notice for each client and reader', () => {
  const anyMoves = fc.array(
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 5 }))
      .map(([clientId, position]) => ({ clientId, position })),
  );
  fc.assert(
    fc.property(anyMoves, (drawn) => {
      const moves = drawn.map(({ clientId, position }, i) => move(`case-${i}`, clientId, position));
      const notices = groupIntoNotices(moves);
      const covered = notices.flatMap((notice) => notice.moves.map(({ caseId }) => caseId));
      expect(covered.toSorted()).toEqual(moves.map(({ caseId }) => caseId).toSorted());
      const readers = notices.map(({ clientId, audience }) => `${clientId}/${audience}`);
      expect(new Set(readers).size).toBe(readers.length);
      notices.forEach((notice) => {
        const positions = notice.moves.map(({ stage }) => stage.position);
        expect(notice.stage.position).toBe(Math.max(...positions));
      });
    }),
  );
});
