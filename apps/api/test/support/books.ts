import { expect } from '@jest/globals';

import { splitEmailAddresses } from '@invoicetracker/provider-kit';
import type { Sandbox } from '@invoicetracker/sandbox';

import type { Firm } from '../factories/firm.js';

/** Whose rows are compared with what. */
export interface Books {
  readonly sandbox: Sandbox;
  readonly firm: Firm;
  readonly key: string;
  /** The last due day the provider is asked for; cases open until the same day. */
  readonly dueUntil: string;
}

type Wire = Record<string, unknown>;
type Row = Record<string, unknown>;

const CORRECTIVE = ['corrective_invoices', 'corrective_oss_invoices'];

/**
 * Holds every row a sync has stored against the sandbox's books, in both directions: nothing that is owed is
 * missing, nothing is there that the books do not say, and nothing is there twice.
 */
export async function expectTrueBooks(books: Books): Promise<void> {
  const stored = await storedInvoices(books.firm);
  const held = books.sandbox.infakt.collections(books.key);
  const truth = new Map(held.map((one) => [idOf(one.document), one]));
  const owed = held.filter((one) => isOwed(one, books.dueUntil));
  const owedIds = new Set(owed.map(({ document }) => idOf(document)));
  const live = stored.filter(
    (row) =>
      row['isRemoved'] === false && (truth.has(String(row['id'])) || isWatched(row, owedIds)),
  );
  const known = new Set([...owedIds, ...live.map((row) => String(row['id']))]);
  expect(live).toEqual(
    [...known]
      .sort()
      .map((id) => truth.get(id) ?? { collection: 'not in the books', document: { uuid: id } })
      .map((one) => trueInvoice(one, stored)),
  );
  expect(stored.filter((row) => row['isRemoved'] === true && truth.has(String(row['id'])))).toEqual(
    [],
  );
  await expectTrueClients(books, owed);
  await expectTrueCases(
    books.firm,
    live.filter((row) => owed.some(({ document }) => idOf(document) === row['id'])),
  );
}

/** What the list of open receivables must show: unpaid, and due by the day that was asked for. */
function isOwed({ collection, document }: { collection: string; document: Wire }, until: string) {
  return (
    !CORRECTIVE.includes(collection) &&
    document['paid_date'] === null &&
    String(document['payment_date']) <= until
  );
}

/** What nobody owes is not asked for again, so nobody hears that it was deleted: pro formas, settled debts, and corrections of them. */
function isWatched(row: Row, owedIds: ReadonlySet<string>): boolean {
  if (row['kind'] === 'credit_note') return owedIds.has(String(row['corrects']));
  return row['kind'] !== 'proforma' && Number(row['balance']) > 0;
}

function storedInvoices(firm: Firm): Promise<Row[]> {
  return firm.rows(
    `select i.external_id as id, i.collection, i.kind, i.number, i.currency, i.net_minor::int as net, i.tax_minor::int as tax, i.gross_minor::int as gross,
            case when i.kind = 'credit_note' then i.balance_minor else greatest(i.balance_minor, 0) end::int as balance, i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", i.is_draft as "isDraft",
            i.corrects_external_id as corrects, l.external_id as client, i.removed_on is not null as "isRemoved",
            (select coalesce(json_agg(json_build_array(x.name, x.quantity, x.net_minor, x.tax_minor, x.gross_minor) order by x.position), '[]')
               from invoice_lines x where x.account_id = i.account_id and x.invoice_id = i.id) as lines
       from invoices i left join clients l on l.account_id = i.account_id and l.id = i.client_id
      where i.account_id = $1 order by i.external_id collate "C", i.collection`,
  );
}

function trueInvoice(
  { collection, document }: { collection: string; document: Wire },
  stored: readonly Row[],
): Row {
  const isCorrection = CORRECTIVE.includes(collection);
  return {
    id: document['uuid'],
    collection,
    kind: isCorrection ? 'credit_note' : kindOf(collection, document),
    number: document['number'] ?? '',
    currency: document['currency'],
    net: document['net_price'],
    tax: document['tax_price'],
    gross: document['gross_price'],
    balance: isCorrection ? openCorrection(document, stored) : openDebt(document, stored),
    issuedOn: document['invoice_date'],
    dueOn: document['payment_date'],
    isDraft: document['status'] === 'draft',
    corrects: document['corrected_invoice_uuid'] ?? null,
    client: String(document['client_id']),
    isRemoved: false,
    lines: ((document['services'] ?? []) as Wire[]).map((line) => [
      line['name'],
      line['quantity'],
      line['net_price'],
      line['tax_price'],
      line['gross_price'],
    ]),
  };
}

function kindOf(collection: string, document: Wire): string {
  if (document['kind'] === 'proforma') return 'proforma';
  return collection === 'invoices' ? 'invoice' : collection.replace('_invoices', '');
}

/** Drafts and pro formas are settled by the invoice that follows them; paid means nothing is open, whatever the amounts say. */
function openDebt(document: Wire, stored: readonly Row[]): number {
  const corrected = stored
    .filter((row) => row['corrects'] === document['uuid'] && row['isRemoved'] === false)
    .reduce((sum, row) => sum + Number(row['gross']), 0);
  if (document['kind'] === 'proforma' || document['status'] === 'draft')
    return Number(document['gross_price']) + corrected;
  if (document['paid_date'] !== null) return 0;
  return Math.max(0, Number(document['left_to_pay']) + corrected);
}

/** A correction is used up by the document it corrects, where that one is known, be it deleted since. */
function openCorrection(document: Wire, stored: readonly Row[]): number {
  const isNetted = stored.some((row) => row['id'] === document['corrected_invoice_uuid']);
  return isNetted ? 0 : Number(document['gross_price']);
}

async function expectTrueClients(
  { sandbox, firm, key }: Books,
  owed: readonly { document: Wire }[],
): Promise<void> {
  const stored = await firm.rows<{ id: string }>(
    `select l.external_id as id, l.name, l.kind, l.city, l.postal_code as "postalCode", l.phone,
            (select coalesce(json_agg(k.email order by k.email collate "C"), '[]') from client_contacts k
              where k.account_id = l.account_id and k.client_id = l.id) as emails
       from clients l where l.account_id = $1 order by l.external_id collate "C"`,
  );
  const known = new Set(stored.map((row) => row.id));
  for (const { document } of owed) known.add(String(document['client_id']));
  expect(stored).toEqual(
    [...known].sort().map((id) => {
      const client = sandbox.infakt.client(key, Number(id));
      if (client === undefined) return { id: `${id} is not in the books` };
      return {
        id,
        name: client.company_name ?? `${client.first_name} ${client.last_name}`,
        kind: client.business_activity_kind === 'private_person' ? 'person' : 'business',
        city: client.city,
        postalCode: client.postal_code,
        // inFakt says "" where it means none
        phone: client.phone_number === '' ? null : client.phone_number,
        emails: [...splitEmailAddresses(client.email).emails].sort(),
      };
    }),
  );
}

/** One active case for each debt, with its balance; told once that it opened. */
export async function expectTrueCases(firm: Firm, owed: readonly Row[]): Promise<void> {
  const debts = owed.filter(
    (row) => row['kind'] !== 'proforma' && row['isDraft'] === false && Number(row['balance']) > 0,
  );
  expect(
    await firm.rows(
      `select i.external_id as id, c.balance_minor::int as balance from cases c
         join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        where c.account_id = $1 and c.state = 'active' order by i.external_id collate "C"`,
    ),
  ).toEqual(debts.map((row) => ({ id: row['id'], balance: Number(row['balance']) })));
  expect(
    await firm.rows(
      `select c.id from cases c where c.account_id = $1
          and ((select count(*) from case_events e where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'opened') <> 1
            or (select count(*) from case_events e where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'reopened') <> c.cycle - 1
            or (select count(*) from case_events e where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'closed')
               <> c.cycle - case when c.state = 'active' then 1 else 0 end)`,
    ),
  ).toEqual([]);
}

function idOf(document: Wire): string {
  return String(document['uuid']);
}
