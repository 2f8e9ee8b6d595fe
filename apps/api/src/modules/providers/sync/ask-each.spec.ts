import { expect, it } from '@jest/globals';
import { ProviderError } from '@invoicetracker/provider-kit';

import { askEach } from './ask-each.js';

const things = Array.from({ length: 30 }, (_, index) => index);
const error = (actor: 'reject' | 'retry') => new ProviderError({ actor, code: 'x', message: 'x' });

it('asks about everything once, a few at a time', async () => {
  let underWay = 0;
  let most = 0;
  const { answers, stoppedBy } = await askEach(things, async (thing) => {
    most = Math.max(most, (underWay += 1));
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return thing * 2;
  });
  expect(stoppedBy).toBeNull();
  expect(answers.map(({ asked }) => asked).sort((a, b) => a - b)).toEqual(things);
  expect(most).toBe(4);
});

it('goes on after an answer that cannot be used', async () => {
  const { answers, stoppedBy } = await askEach(things, async (thing) => {
    if (thing === 7) throw error('reject');
    return thing;
  });
  expect(stoppedBy).toBeNull();
  expect(answers.filter(({ kind }) => kind === 'unusable').map(({ asked }) => asked)).toEqual([7]);
});

it('stops at any other failure, and gives what was answered until then', async () => {
  const asked: number[] = [];
  const { answers, stoppedBy } = await askEach(things, async (thing) => {
    asked.push(thing);
    if (thing === 9) throw error('retry');
    return thing;
  });
  expect(stoppedBy).toMatchObject({ actor: 'retry' });
  expect(asked.length).toBeLessThan(things.length);
  expect(answers.length).toBe(asked.length - 1);
});
