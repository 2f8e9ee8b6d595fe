import { parse } from 'csv-parse/sync';

import type { AskBank } from './ask-bank.js';
import { publishedDay, publishedNumber, unreadable, type PublishedRate } from './published-rate.js';

/** Rate of the main refinancing operations, fixed rate tenders. */
const SERIES = 'FM.D.U2.EUR.4F.KR.MRR_FR.LEV';
/** The first day of the table that comes with the product. */
const FROM = '2014-09-10';

/** The series as SDMX-CSV, whether it says each day's rate or only the changes. */
export async function ecbMainRefinancing(ask: AskBank, api: string): Promise<PublishedRate[]> {
  const path = SERIES.replace('.', '/');
  const url = `${api}/${path}?format=csvdata&detail=dataonly&startPeriod=${FROM}`;
  const { text } = await ask(url);
  return rowsOf(text).map((row) => {
    if (row['KEY'] !== SERIES) throw unreadable(`the series ${SERIES}`);
    return {
      on: publishedDay(row['TIME_PERIOD']),
      value: publishedNumber(row['OBS_VALUE']),
      currency: null,
      source: `ECB, ${SERIES}`,
    };
  });
}

function rowsOf(text: string): Record<string, string>[] {
  try {
    const rows = parse(text, { columns: true, skip_empty_lines: true, bom: true });
    if (rows.length > 0) return rows as Record<string, string>[];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
  throw unreadable('a CSV table');
}
