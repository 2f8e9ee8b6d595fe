import { expect, it } from 'vitest';
import type { PolicyDraft } from './policy-draft.js';
import { timeLine } from './time-line.js';

const draft = (...offsets: (number | undefined)[]): PolicyDraft => ({
  name: 'Standard',
  caseOpensOffsetDays: -2,
  minGapDays: 3,
  releaseMode: 'active',
  stages: offsets.map((offsetDays, index) => ({
    key: `stage-${index + 1}`,
    name: '',
    offsetDays,
    audience: 'client',
    isEnabled: true,
    channel: 'email',
    senderKind: 'normal',
    minimumAmounts: [],
    needsApproval: false,
    attachments: [],
    interest: 'left-out',
    compensation: 'left-out',
  })),
});

it('places the opening and the stages from left to right by their days', () => {
  const { points, dueAt } = timeLine(draft(-1, 7, 14, 21, 30));
  expect(points.map(({ key }) => key)).toEqual([
    'opens',
    'stage-1',
    'stage-2',
    'stage-3',
    'stage-4',
    'stage-5',
  ]);
  const places = points.map(({ at }) => at);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.filter((at) => at < dueAt)).toHaveLength(2);
  expect(places.every((at) => at > 0 && at < 100)).toBe(true);
});

it('moves a label down where it would lie on another one, however many there are', () => {
  const { points } = timeLine(draft(-1, 3, 7, 10, 14, 17, 21, 24, 30, 45, 60, 90));
  for (const [index, point] of points.entries()) {
    const above = points.slice(0, index).findLast(({ row }) => row === point.row);
    if (above) expect(point.at - above.at).toBeGreaterThanOrEqual(19);
  }
  expect(points[0]?.row).toBe(0);
});

it('leaves out stages that are switched off', () => {
  const plan = draft(-1, 7);
  plan.stages[0]!.isEnabled = false;
  expect(timeLine(plan).points.map(({ key }) => key)).toEqual(['opens', 'stage-2']);
});

it('keeps drawing while a number is being typed', () => {
  expect(timeLine(draft(undefined, 7)).points).toHaveLength(3);
});
