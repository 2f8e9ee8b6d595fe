import type { LocalDate } from '@invoicetracker/calendar';

import type { AskBank } from './ask-bank.js';
import { publishedDay, publishedNumber, unreadable, type PublishedRate } from './published-rate.js';
import { childrenOf, readXml } from './read-xml.js';

/** Currencies of invoices whose Polish compensation has to be measured in złoty. */
const CURRENCIES = new Set(['EUR', 'USD', 'GBP', 'CHF', 'CZK', 'HUF', 'SEK', 'NOK', 'DKK', 'RON']);

/** Every reference rate NBP has had: `<pozycje obowiazuje_od="2026-03-05"><pozycja id="ref" oprocentowanie="3,75"/>`. */
export async function nbpReferenceRates(ask: AskBank, url: string): Promise<PublishedRate[]> {
  const { text } = await ask(url);
  const archive = readXml(text, 'stopy_procentowe_archiwum');
  const rates = childrenOf(archive, 'pozycje').flatMap((decision) =>
    childrenOf(decision, 'pozycja')
      .filter((rate) => rate['@id'] === 'ref')
      .map((rate) => ({
        on: publishedDay(decision['@obowiazuje_od']),
        value: publishedNumber(rate['@oprocentowanie']),
        currency: null,
        source: url,
      })),
  );
  if (rates.length === 0) throw unreadable('a reference rate');
  return rates;
}

interface TableA {
  readonly table?: unknown;
  readonly no?: unknown;
  readonly effectiveDate?: unknown;
  readonly rates?: readonly { readonly code?: unknown; readonly mid?: unknown }[];
}

/** Table A of each banking day; one request may ask for 93 days. */
export async function nbpMidRates(
  ask: AskBank,
  api: string,
  from: LocalDate,
  to: LocalDate,
): Promise<PublishedRate[]> {
  const url = `${api}/exchangerates/tables/a/${from}/${to}/?format=json`;
  const { text, isEmpty } = await ask(url);
  if (isEmpty) return [];
  return tablesOf(text).flatMap(({ table, no, effectiveDate, rates }) => {
    if (table !== 'A' || !Array.isArray(rates)) throw unreadable('table A');
    const on = publishedDay(effectiveDate);
    return rates
      .filter(({ code }) => CURRENCIES.has(String(code)))
      .map(({ code, mid }) => ({
        on,
        value: publishedNumber(mid),
        currency: String(code),
        source: `NBP, table ${String(no).slice(0, 40)}`,
      }));
  });
}

function tablesOf(text: string): readonly TableA[] {
  try {
    const tables: unknown = JSON.parse(text);
    if (Array.isArray(tables)) return tables.map((table: TableA | null) => table ?? {});
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unreadable('a list of tables');
}
