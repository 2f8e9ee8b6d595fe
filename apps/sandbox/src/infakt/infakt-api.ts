import { type Answer, jsonAnswer } from '../serving/answer.js';
import { forbidden, notFound, unauthorized } from './refusals.js';
import type { PlayerRequest } from '../serving/player.js';
import type { ApiWorld } from './api-world.js';
import { answerClient, answerClientList } from './client-answers.js';
import { isCollection } from './collections.js';
import type { OpenCompany } from './companies.js';
import { documentDetail } from './document-view.js';
import { envelope } from './envelope.js';
import { answerDocumentList } from './document-list.js';
import { pdfAnswer } from '../serving/invoice-pdf.js';
import { listQuery } from './list-query.js';
import { printedDocument } from './printed-document.js';
import { markPaid } from './mark-paid.js';

/** Answers like inFakt's API v3: what is asked of it decides, whoever asks. */
export function answerInfakt(world: ApiWorld, request: PlayerRequest): Answer | Promise<Answer> {
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
  request: PlayerRequest,
  opened: OpenCompany,
  segments: readonly string[],
): Answer | Promise<Answer> {
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
      ? answerClientList(world, request, opened)
      : answerClient(request, opened, second);
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
  return pdfAnswer(printedDocument(opened.company, document));
}

function write(
  world: ApiWorld,
  request: PlayerRequest,
  opened: OpenCompany,
  segments: readonly string[],
): Answer {
  if (request.key === 'sandbox-readonly') return forbidden;
  const [first = '', second = '', third = '', fourth] = segments;
  if (first === 'async' && second === 'invoices' && fourth === 'paid' && segments.length === 4) {
    const document = opened.company.document(third);
    const isKnown = document?.collection === 'invoices';
    return isKnown ? markPaid(world, request, document) : notFound;
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

function bankAccounts(request: PlayerRequest, { company }: OpenCompany): Answer {
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
