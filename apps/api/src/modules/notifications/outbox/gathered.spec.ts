import { describe, expect, it } from '@jest/globals';

import { Gathered } from './gathered.js';

describe('work that several ask for at the same moment', () => {
  const doubled = (asked: number[][]) =>
    new Gathered(async (items: readonly number[]) => {
      asked.push([...items]);
      if (items.length > 1 && items.includes(13)) throw new Error('somebody among them');
      if (items[0] === 13) throw new Error('thirteen');
      return items.map((item) => item * 2);
    }, 1);

  it('is done together, and everybody gets their own answer', async () => {
    const asked: number[][] = [];
    const work = doubled(asked);
    expect(await Promise.all([work.do(1), work.do(2), work.do(3)])).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it('is done next when it is asked for while something is being done', async () => {
    const asked: number[][] = [];
    const later: Promise<number>[] = [];
    const work: Gathered<number, number> = new Gathered(async (items) => {
      asked.push([...items]);
      if (items[0] === 1) later.push(work.do(2), work.do(3));
      return items.map((item) => item * 2);
    }, 1);
    expect(await work.do(1)).toBe(2);
    expect(await Promise.all(later)).toEqual([4, 6]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('is done one by one where it fails, so that only the one to blame fails', async () => {
    const asked: number[][] = [];
    const work = doubled(asked);
    const results = await Promise.allSettled([work.do(1), work.do(13), work.do(3)]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: new Error('thirteen') },
      { status: 'fulfilled', value: 6 },
    ]);
    expect(asked).toEqual([[1, 13, 3], [1], [13], [3]]);
    expect(await work.do(4)).toBe(8);
  });
});
