import type { BookLine } from '../books/book-document.js';
import { lineOf, lineOfGross, pairOf, totalsOf } from '../books/book-lines.js';
import { ChangeRefused } from '../books/change-refused.js';
import type { CollectionName } from './collections.js';
import type { Company } from './company.js';
import { SeededRandom } from '../fiction/seeded-random.js';
import type { SandboxClient } from './sandbox-client.js';
import type { DocumentStatus, SandboxDocument } from './sandbox-document.js';

/** One thing that happened to the books. Complete in itself (no "today"), so that a journal of them can be replayed. */
export type CompanyChange =
  | {
      readonly type: 'pay';
      readonly uuid: string;
      readonly paidOn: string;
      readonly isSettled: boolean;
    }
  | { readonly type: 'part-pay'; readonly uuid: string; readonly amountMinor: number }
  | { readonly type: 'unpay'; readonly uuid: string }
  | { readonly type: 'delete'; readonly uuid: string }
  | { readonly type: 'set-status'; readonly uuid: string; readonly status: DocumentStatus }
  | { readonly type: 'issue'; readonly document: IssuedDocument }
  | {
      readonly type: 'correct';
      readonly uuid: string;
      readonly grossMinor: number;
      readonly issuedOn: string;
    }
  | {
      readonly type: 'change-client';
      readonly id: number;
      readonly fields: Partial<SandboxClient>;
    };

export interface IssuedDocument {
  readonly collection: CollectionName;
  readonly kind: string;
  readonly number: string | null;
  /** null: a new one, with `client` over made-up details */
  readonly clientId: number | null;
  readonly client: Partial<SandboxClient>;
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly status: DocumentStatus;
  /** lines, or one line of this gross amount */
  readonly lines: readonly IssuedLine[] | null;
  readonly grossMinor: number | null;
}

export interface IssuedLine {
  readonly name: string;
  readonly quantity: number;
  readonly unitNet: number;
  readonly taxSymbol: string;
}

/** @returns the document concerned as it is afterwards (as it was, when deleted); null when a client changed */
export function applyChange(company: Company, change: CompanyChange): SandboxDocument | null {
  switch (change.type) {
    case 'pay':
      return edit(company, change.uuid, {
        paidOn: change.paidOn,
        status: 'paid',
        isSettlingKept: change.isSettled,
      });
    case 'part-pay':
      return partPay(company, change.uuid, change.amountMinor);
    case 'unpay':
      return edit(company, change.uuid, { paidOn: null, paidMinor: 0, status: 'sent' });
    case 'set-status':
      return edit(company, change.uuid, { status: change.status });
    case 'delete': {
      const document = existing(company, change.uuid);
      company.remove(document);
      return document;
    }
    case 'issue':
      return issue(company, change.document);
    case 'correct':
      return correct(company, change);
    case 'change-client':
      changeClient(company, change.id, change.fields);
      return null;
  }
}

type Editable = Partial<
  Pick<SandboxDocument, 'paidOn' | 'paidMinor' | 'status' | 'isSettlingKept'>
>;

function edit(company: Company, uuid: string, fields: Editable): SandboxDocument {
  const document = Object.assign(existing(company, uuid), fields);
  company.touch();
  return document;
}

function partPay(company: Company, uuid: string, amountMinor: number): SandboxDocument {
  const document = existing(company, uuid);
  const { grossMinor: gross } = totalsOf(company.linesOf(document));
  const paid = document.paidMinor + amountMinor;
  if (paid >= gross)
    throw new ChangeRefused(
      `Only ${gross - document.paidMinor} is open on ${uuid}; use "pay" for all of it.`,
    );
  return edit(company, uuid, { paidMinor: paid });
}

function issue(company: Company, given: IssuedDocument): SandboxDocument {
  const id = company.nextDocumentId();
  const clientId = given.clientId ?? company.addClient();
  if (company.client(clientId) === undefined)
    throw new ChangeRefused(`There is no client ${clientId}.`);
  if (Object.keys(given.client).length > 0) changeClient(company, clientId, given.client);
  return added(company, {
    ...newDocument(company, id),
    collection: given.collection,
    kind: given.kind,
    number:
      given.status === 'draft'
        ? null
        : (given.number ?? `${id}/${given.issuedOn.slice(5, 7)}/${given.issuedOn.slice(0, 4)}`),
    clientId,
    currency: given.currency,
    issuedOn: given.issuedOn,
    dueOn: given.dueOn,
    lines: issuedLines(given),
    status: given.status,
  });
}

function correct(
  company: Company,
  change: Extract<CompanyChange, { type: 'correct' }>,
): SandboxDocument {
  const corrected = existing(company, change.uuid);
  const id = company.nextDocumentId();
  const { currency } = corrected;
  const before = grossLine(totalsOf(company.linesOf(corrected)).grossMinor, currency);
  return added(company, {
    ...newDocument(company, id),
    collection:
      corrected.collection === 'oss_invoices' ? 'corrective_oss_invoices' : 'corrective_invoices',
    kind: 'correction',
    number: `KOR ${id}/${change.issuedOn.slice(5, 7)}/${change.issuedOn.slice(0, 4)}`,
    clientId: corrected.clientId,
    currency,
    issuedOn: change.issuedOn,
    dueOn: corrected.dueOn,
    correctsUuid: corrected.uuid,
    lines: pairOf(before, grossLine(before.gross + change.grossMinor, currency)),
    status: 'sent',
  });
}

function newDocument(company: Company, id: number) {
  const uuid = new SeededRandom(company.plan.seed, company.plan.key, 'issued', id).uuid(id);
  return {
    id,
    uuid,
    correctsUuid: null,
    lineCount: 0,
    paidOn: null,
    paidMinor: 0,
    isSettlingKept: true,
  };
}

function added(company: Company, document: SandboxDocument): SandboxDocument {
  company.add(document);
  return document;
}

function issuedLines(given: IssuedDocument): readonly BookLine[] {
  if (given.lines !== null) return given.lines.map((line) => lineOf(line, given.currency));
  if (given.grossMinor !== null) return [grossLine(given.grossMinor, given.currency)];
  throw new ChangeRefused('An invoice needs lines or grossMinor.');
}

function grossLine(gross: number, currency: string): BookLine {
  return lineOfGross(gross, 'PL', currency);
}

function changeClient(company: Company, id: number, fields: Partial<SandboxClient>): void {
  const client = company.client(id);
  if (client === undefined) throw new ChangeRefused(`There is no client ${id}.`);
  company.changeClient({ ...client, ...fields, id, uuid: client.uuid });
}

function existing(company: Company, uuid: string): SandboxDocument {
  const document = company.document(uuid);
  if (document === undefined) throw new ChangeRefused(`There is no document ${uuid}.`);
  return document;
}
