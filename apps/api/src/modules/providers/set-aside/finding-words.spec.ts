import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { FINDING_CODES } from '@invoicetracker/provider-kit';

const LOCALES = join(import.meta.dirname, '../../../../../web/src/features/providers/locales');

it.each(['en', 'pl', 'hu', 'de'])('what is wrong with a row can be said in %s', (language) => {
  const words = JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as {
    findings: Record<string, string>;
  };
  expect(Object.keys(words.findings).sort()).toEqual([...FINDING_CODES].sort());
});
