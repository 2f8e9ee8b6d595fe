import {
  type Answer,
  forbidden,
  htmlAnswer,
  jsonAnswer,
  notFound,
  unauthorized,
} from './answer.js';
import { isCollection } from './collections.js';
import type { Companies, OpenCompany } from './companies.js';
import { documentDetail } from './document-view.js';
import { envelope } from './envelope.js';
import type { FaultBook } from './fault-book.js';
import { answerDocumentList } from './document-list.js';
import { listQuery } from './list-query.js';
import { markPaid } from './mark-paid.js';
import { pageWindow } from './page-window.js';
import type { PaymentTasks } from './payment-tasks.js';
import { selectFields } from './select-fields.js';
import type { SandboxClient } from './sandbox-client.js';

export interface ApiRequest {
  readonly method: string;
  /** below /infakt/api/v3, without the query */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly key: string | undefined;
}

export interface ApiWorld {
  readonly companies: Companies;
  readonly faults: FaultBook;
  readonly tasks: PaymentTasks;
  readonly clock: () => Date;
  readonly today: () => string;
  readonly random: () => number;
}

/** Answers like inFakt's API v3: what is asked of it decides, whoever asks. */
export function answerInfakt(world: ApiWorld, request: ApiRequest): Answer {
  const opened = world.companies.find(request.key);
  if (opened === null) return unauthorized;
  if (!request.path.endsWith('.json')) return notFound;
  const segments = request.path.slice(1, -'.json'.length).split('/');
  if (request.method === 'GET') return read(world, request, opened, segments);
  if (request.method === 'POST') return write(world, request, opened, segments);
  return notFound;
}

function read(
  world: ApiWorld,
  request: ApiRequest,
  opened: OpenCompany,
  segments: readonly string[],
): Answer {
  const [first = '', second, third, ...rest] = segments;
  const isDeeper = rest.length > 0;
  if (first === 'async' && second === 'invoices' && third === 'status' && rest.length === 1) {
    const status = world.tasks.status(rest[0] as string);
    return status === null ? notFound : jsonAnswer(200, status);
  }
  if (first === 'account' && second === 'details' && third === undefined)
    return accountDetails(opened);
  if (first === 'bank_accounts' && second === undefined) return bankAccounts(request, opened);
  if (first === 'clients' && third === undefined) {
    return second === undefined
      ? clientList(world, request, opened)
      : clientDetail(request, opened, second);
  }
  if (!isCollection(first) || isDeeper) return notFound;
  if (second === undefined) return answerDocumentList(world, request, opened, first);
  const document = opened.company.document(second);
  // the integer id and a uuid of another type are both unknown here
  if (document === undefined || document.collection !== first) return notFound;
  if (third === undefined) return jsonAnswer(200, documentDetail(opened.company, document));
  if (third !== 'pdf') return notFound;
  // fetching the PDF changes what the user sees in inFakt, and books a draft
  world.companies.change(request.key as string, {
    type: 'set-status',
    uuid: document.uuid,
    status: 'printed',
  });
  return { status: 200, contentType: 'application/pdf', body: '%PDF-1.4\n%%EOF\n' };
}

function write(
  world: ApiWorld,
  request: ApiRequest,
  opened: OpenCompany,
  segments: readonly string[],
): Answer {
  if (request.key === 'sandbox-readonly') return forbidden;
  const [first = '', second = '', third = '', fourth] = segments;
  if (first === 'async' && second === 'invoices' && fourth === 'paid' && segments.length === 4) {
    const document = opened.company.document(third);
    return document === undefined ? notFound : markPaid(world, request, document);
  }
  const document = opened.company.document(second);
  if (
    first === 'invoices' &&
    third === 'deliver_via_email' &&
    document?.collection === 'invoices'
  ) {
    world.companies.change(request.key as string, {
      type: 'set-status',
      uuid: second,
      status: 'sent',
    });
    return { status: 202, body: '' };
  }
  return notFound;
}

function accountDetails({ company }: OpenCompany): Answer {
  return jsonAnswer(200, { account_data: { company_name: company.name, nip: company.nip } });
}

function bankAccounts(request: ApiRequest, { company }: OpenCompany): Answer {
  const query = listQuery(request.query);
  const rows = company.bankAccounts.map((account, index) => ({
    id: account.id,
    bank_name: 'Dobry bank',
    account_number: account.accountNumber,
    swift: account.currency === 'PLN' ? null : 'DOBRPLPW',
    default: index === 0,
    currency: account.currency,
    custom_name: null,
  }));
  const page = rows.slice(query.offset, query.offset + query.limit);
  return jsonAnswer(200, envelope(request.path, query, rows.length, page));
}

function clientList(world: ApiWorld, request: ApiRequest, { company }: OpenCompany): Answer {
  const query = listQuery(request.query);
  const predicate = clientPredicate(query.filters);
  const ids =
    predicate === null
      ? company.clientIds()
      : company.clientIds().filter((id) => predicate(company.client(id) as SandboxClient));
  const page = pageWindow(ids, query, { id: (id) => id }, world.random);
  const rows = page.map((id) => ({ ...(company.client(id) as SandboxClient) }));
  return jsonAnswer(
    200,
    envelope(request.path, query, ids.length, selectFields(rows, query.fields)),
  );
}

/** `nip_eq` compares what was typed, `clean_nip_eq` strips both sides; unknown filters are ignored. */
function clientPredicate(
  filters: readonly (readonly [string, string])[],
): ((client: SandboxClient) => boolean) | null {
  const known = filters.flatMap(([name, value]): ((client: SandboxClient) => boolean)[] => {
    if (name === 'nip_eq') return [(client) => client.nip === value];
    if (name === 'clean_nip_eq') return [(client) => onlyDigits(client.nip) === onlyDigits(value)];
    if (name === 'company_name_cont')
      return [(client) => (client.company_name ?? '').toLowerCase().includes(value.toLowerCase())];
    return [];
  });
  return known.length === 0 ? null : (client) => known.every((matches) => matches(client));
}

function onlyDigits(text: string | null): string {
  return (text ?? '').replace(/\D/g, '');
}

function clientDetail(request: ApiRequest, { company }: OpenCompany, id: string): Answer {
  // seen in production: this one path fails when `fields` is sent
  if (request.query.fields !== undefined) return htmlAnswer(500, 'Internal Server Error');
  const client = /^\d+$/.test(id) ? company.client(Number(id)) : undefined;
  return client === undefined ? notFound : jsonAnswer(200, client);
}
