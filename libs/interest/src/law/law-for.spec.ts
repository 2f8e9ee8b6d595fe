import { expect, it } from '@jest/globals';
import { lawFor } from './law-for.js';

it('is the own law where it is known, the European minimum for other members, and else nothing', () => {
  expect(['PL', 'HU', 'DE', 'EU', 'FR', 'SE', 'US', 'GB', '', 'toString'].map(lawFor)).toEqual([
    ...['PL', 'HU', 'DE', 'EU', 'EU', 'EU', null, null, null, null],
  ]);
});
