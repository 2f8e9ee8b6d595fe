import { localDate } from '@invoicetracker/calendar';
import { describe, expect, it } from '@jest/globals';

import { choosePass, type LastPasses } from './choose-pass.js';

const both = { listsReceivables: true, tellsChanges: true };
const now = new Date('2026-06-01T10:00:00Z');
const since = new Date('2026-06-01T06:00:00Z');
const wanted = { isFull: false, dueUntil: localDate('2026-06-03'), now };
const last: LastPasses = {
  changesSince: since,
  fullPassAt: new Date('2026-06-01T08:00:00Z'),
  fullPassUntil: '2026-06-03',
};

describe('choosing a pass', () => {
  it('asks for changes between two passes over everything', () => {
    expect(choosePass(both, last, wanted)).toEqual({ kind: 'changes', since });
  });

  it.each([
    ['there was no pass before', { ...last, changesSince: null }, wanted],
    [
      'the last one was a day ago',
      { ...last, fullPassAt: new Date('2026-05-31T10:00:00Z') },
      wanted,
    ],
    ['a new day has come into view', last, { ...wanted, dueUntil: localDate('2026-06-04') }],
    ['somebody asks for everything', last, { ...wanted, isFull: true }],
  ])('reads everything when %s', (_reason, before, wish) => {
    expect(choosePass(both, before, wish)).toEqual({ kind: 'full' });
  });

  it('reads everything where the provider cannot tell changes', () => {
    const can = { listsReceivables: true, tellsChanges: false };
    expect(choosePass(can, last, wanted)).toEqual({ kind: 'full' });
  });

  it('asks for changes from the beginning on where the provider has no list of what is owed', () => {
    const can = { listsReceivables: false, tellsChanges: true };
    const first = choosePass(can, { ...last, changesSince: null }, { ...wanted, isFull: true });
    expect(first).toEqual({ kind: 'changes', since: new Date(0) });
    expect(choosePass(can, last, wanted)).toEqual({ kind: 'changes', since });
  });

  it.each([
    ['somebody asks for everything', last, { ...wanted, isFull: true }],
    ['a week is over', { ...last, fullPassAt: new Date('2026-05-25T10:00:00Z') }, wanted],
  ])('lists an archive from its beginning when %s', (_reason, before, wish) => {
    const can = { listsReceivables: false, tellsChanges: true };
    expect(choosePass(can, before, wish)).toEqual({ kind: 'changes', since: new Date(0) });
    const aDayLater = { ...last, fullPassAt: new Date('2026-05-31T10:00:00Z') };
    expect(choosePass(can, aDayLater, wanted)).toEqual({ kind: 'changes', since });
  });
});
