import { addDays, isOnOrBefore, type LocalDate, localDate } from '@invoicetracker/calendar';
import {
  type ClientRecord,
  type Cursor,
  type InvoiceRecord,
  type Page,
  ProviderError,
} from '@invoicetracker/provider-kit';
import { expect } from '@jest/globals';

import type { ProviderName } from '../../../src/config/provider-names.js';
import { type OpenProvider, ProviderCalls } from '../../../src/modules/providers/provider-calls.js';
import type { Firm } from '../../factories/firm.js';
import { expectTrueCases } from '../../support/books.js';
import { PLAYED } from '../../support/played-providers.js';
import type { Product } from '../../support/product.js';

type Row = Record<string, unknown>;

/** Cases open two days ahead, and so far the provider is asked. */
const DAYS_AHEAD = 2;

export interface Told {
  readonly product: Product;
  readonly firm: Firm;
  readonly provider: ProviderName;
  /** opens the firm's books at the provider */
  readonly key: string;
  readonly today: string;
}

/**
 * Holds every stored row against what the provider itself says now, asked by its connector with no product between:
 * what is owed there is here, what is here is owed there or says what the document says, and nothing is here twice.
 *
 * @returns how many rows were compared
 */
export async function expectProviderTruth(told: Told): Promise<number> {
  const { provider, context } = await openProvider(told);
  const dueUntil = addDays(localDate(told.today), DAYS_AHEAD);
  const listed = await owedAt({ provider, context }, dueUntil);
  const stored = await storedInvoices(told.firm);
  const live = stored.filter((row) => row['isRemoved'] === false);
  expect(live.map(keyOfRow)).toEqual([...new Set(live.map(keyOfRow))]);
  expect([...listed.keys()].filter((key) => !live.some((row) => keyOfRow(row) === key))).toEqual(
    [],
  );

  const watched: Row[] = [];
  const truth: Row[] = [];
  for (const row of live) {
    const shown = listed.get(keyOfRow(row));
    const record = shown ?? (await one({ provider, context }, row));
    if (record === undefined) continue;
    if (shown === undefined && isUnwatched(row, record, { live, dueUntil })) continue;
    watched.push(row);
    truth.push(
      record === 'gone' ? { id: row['id'], isGone: true } : trueInvoice(record, row, stored),
    );
  }
  expect(watched).toEqual(truth);
  const clients = await expectTrueClients(told.firm, { provider, context });
  const owed = live.filter((row) => listed.has(keyOfRow(row)) && row['kind'] !== 'credit_note');
  await expectTrueCases(
    told.firm,
    owed.filter((row) => row['isCancelled'] === false),
  );
  return watched.length + clients;
}

/** The connector, straight at the provider. */
async function openProvider({ product, firm, provider, key }: Told): Promise<OpenProvider> {
  const calls = await product.get(ProviderCalls);
  return calls.open(provider, PLAYED[provider].credentials(key), {
    accountId: firm.accountId,
    maxWaitMs: 0,
    retries: 0,
  });
}

/** What the provider says of a stored row; undefined where it cannot tell, or tells nothing that can be used. */
async function one(
  { provider, context }: OpenProvider,
  row: Row,
): Promise<InvoiceRecord | 'gone' | undefined> {
  const ref = { collection: String(row['collection']), externalId: String(row['id']) };
  try {
    return await provider.getInvoice?.(context, ref);
  } catch (error) {
    if (error instanceof ProviderError && error.actor === 'reject') return undefined;
    throw error;
  }
}

/** Everything the provider calls owed and due, with the corrections that touch it, by collection and id. */
async function owedAt(
  { provider, context }: OpenProvider,
  dueUntil: LocalDate,
): Promise<Map<string, InvoiceRecord>> {
  const records = await everyPage((cursor) => {
    if (provider.listOpenReceivables !== undefined)
      return provider.listOpenReceivables(context, { dueUntil }, cursor);
    if (provider.listChangedInvoices !== undefined)
      return provider.listChangedInvoices(context, new Date(0), cursor);
    throw new Error('A provider that lists no invoices has no truth to tell.');
  });
  // what has no due day, or is in no currency, is kept out and says so in the run's issues
  return new Map(
    records
      .filter(
        ({ dueOn, kind }) =>
          kind === 'credit_note' || (dueOn !== null && isOnOrBefore(dueOn, dueUntil)),
      )
      .map((record) => [`${record.collection}/${record.externalId}`, record]),
  );
}

async function everyPage<T>(ask: (cursor: Cursor | null) => Promise<Page<T>>): Promise<T[]> {
  const records: T[] = [];
  for (let cursor: Cursor | null = null; ;) {
    const page: Page<T> = await ask(cursor);
    records.push(...page.records);
    if (page.nextCursor === null) return records;
    cursor = page.nextCursor;
  }
}

/**
 * What nobody owes is not asked for again, so nobody hears what became of it: pro formas, settled and cancelled debts,
 * what is not due for long yet, and corrections of such documents.
 */
function isUnwatched(
  row: Row,
  record: InvoiceRecord | 'gone',
  { live, dueUntil }: { readonly live: readonly Row[]; readonly dueUntil: LocalDate },
): boolean {
  const isDue = ({ dueOn }: Row) => String(dueOn) <= dueUntil;
  if (row['kind'] === 'proforma' || row['isDraft'] === true) return true;
  if (row['kind'] === 'credit_note') {
    const corrected = live.find(({ id, kind }) => id === row['corrects'] && kind !== 'credit_note');
    return corrected === undefined || Number(corrected['balance']) <= 0 || !isDue(corrected);
  }
  if (!isDue(row)) return true;
  if (row['isCancelled'] === true && record === 'gone') return true;
  return Number(row['balance']) <= 0 && (record === 'gone' || record.openMinor <= 0n);
}

function storedInvoices(firm: Firm): Promise<Row[]> {
  return firm.rows(
    `select i.external_id as id, i.collection, i.kind, i.number, i.currency, i.net_minor::text as net, i.tax_minor::text as tax,
            i.gross_minor::text as gross,
            case when i.kind = 'credit_note' then i.balance_minor else greatest(i.balance_minor, 0) end::text as balance,
            i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", i.is_draft as "isDraft",
            i.cancelled_on is not null as "isCancelled", i.corrects_external_id as corrects, l.external_id as client,
            i.removed_on is not null as "isRemoved",
            (select coalesce(json_agg(json_build_array(x.name, x.quantity::text, x.net_minor::text, x.tax_minor::text, x.gross_minor::text)
                                      order by x.position), '[]')
               from invoice_lines x where x.account_id = i.account_id and x.invoice_id = i.id) as lines
       from invoices i left join clients l on l.account_id = i.account_id and l.id = i.client_id
      where i.account_id = $1 order by i.external_id collate "C", i.collection`,
  );
}

function trueInvoice(record: InvoiceRecord, row: Row, stored: readonly Row[]): Row {
  return {
    id: record.externalId,
    collection: record.collection,
    kind: record.kind === 'cancelled' ? 'invoice' : record.kind,
    number: record.number ?? '',
    currency: record.currency,
    net: String(record.netMinor),
    tax: String(record.taxMinor),
    gross: String(record.grossMinor),
    balance: String(openNow(record, stored)),
    issuedOn: record.issuedOn,
    dueOn: record.dueOn ?? record.issuedOn,
    isDraft: record.isDraft,
    isCancelled: record.kind === 'cancelled',
    corrects: record.correctsExternalId,
    // a client without an id is known by its snapshot, whose key is ours alone
    client: record.client.externalId ?? row['client'],
    isRemoved: false,
    lines: record.lines.map((line) => [
      line.name,
      row['lines'] === null ? null : sameNumber(line.quantity),
      String(line.netMinor),
      String(line.taxMinor),
      String(line.grossMinor),
    ]),
  };
}

/** "1.50" and "1.5" are one quantity; the column gives back what it was given, without zeros at the end. */
function sameNumber(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity;
}

/** Paid means nothing is open, whatever the amounts say; corrections count against what they correct. */
function openNow(record: InvoiceRecord, stored: readonly Row[]): bigint {
  const others = stored.filter((row) => row['isRemoved'] === false);
  if (record.kind === 'credit_note') {
    const isNetted = stored.some((row) => row['id'] === record.correctsExternalId);
    return isNetted ? 0n : record.grossMinor;
  }
  const corrected = others
    .filter((row) => row['corrects'] === record.externalId && row['kind'] === 'credit_note')
    .reduce((sum, row) => sum + BigInt(String(row['gross'])), 0n);
  if (record.kind === 'proforma' || record.isDraft) return record.grossMinor + corrected;
  if (record.paidOn !== null) return 0n;
  const open = record.openMinor + corrected;
  return open < 0n ? 0n : open;
}

async function expectTrueClients(firm: Firm, { provider, context }: OpenProvider): Promise<number> {
  const { listClients } = provider;
  if (listClients === undefined) return 0;
  const records = await everyPage<ClientRecord>((cursor) =>
    listClients.call(provider, context, cursor),
  );
  const stored = await firm.rows(
    `select l.external_id as id, l.name, l.kind, l.city, l.postal_code as "postalCode", l.phone,
            (select coalesce(json_agg(k.email order by k.email collate "C"), '[]') from client_contacts k
              where k.account_id = l.account_id and k.client_id = l.id) as emails
       from clients l where l.account_id = $1 and l.external_id not like 'snapshot:%' order by l.external_id collate "C"`,
  );
  expect(stored).toEqual(
    records
      .map((record) => ({
        id: record.externalId,
        name: record.name,
        kind: record.kind,
        city: record.city,
        postalCode: record.postalCode,
        phone: record.phone,
        emails: [...record.emails].sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return stored.length;
}

function keyOfRow(row: Row): string {
  return `${String(row['collection'])}/${String(row['id'])}`;
}
