import type { Books } from '../books/books.js';
import { printedInvoice } from '../books/printed-invoice.js';
import { vanish } from '../books/vanish.js';
import type { Player, PlayerWorld } from '../player.js';
import type { Answer } from '../serving/answer.js';
import { pdfAnswer } from '../serving/invoice-pdf.js';
import type { PlayerRequest } from '../serving/player.js';
import { addPayment } from './add-payment.js';
import { contractorView } from './contractor-view.js';
import { FailedLogins } from './failed-logins.js';
import { find } from './find.js';
import { isShown } from './invoice-view.js';
import { CONTRACTORS, correctedOf, INVOICES, PAYMENTS } from './modules.js';
import { invoiceView } from './invoice-view.js';
import { listAnswer, statusAnswer } from './statuses.js';

/** What every firm of the sandbox has as its number at wFirma. */
export const COMPANY_ID = '100200';

const HEADERS = ['accesskey', 'secretkey', 'appkey'] as const;

/** wFirma's API: everything is HTTP 200, requests in XML, answers in JSON. */
export const wfirma: Player = {
  country: 'PL',
  wire: (world) => {
    const logins = new FailedLogins(world.clock);
    return {
      base: '/wfirma',
      refusals: {
        unauthorized: statusAnswer('AUTH'),
        tooManyRequests: statusAnswer('TOTAL REQUESTS LIMIT EXCEEDED'),
        failure: (status) => statusAnswer('FATAL', status),
        failureAs200: statusAnswer('FATAL'),
      },
      ratePlan: { rules: [{ windowMs: 60_000, requests: 120 }] },
      secrets: HEADERS,
      keyOf: ({ headers, query }) => {
        const [key] = [headers['accesskey']].flat();
        // without a company it is another one of the same user that answers
        return key === undefined || query['company_id'] !== undefined ? key : `${key}-other`;
      },
      answer: (request) => answer(world, logins, request),
    };
  },
};

function answer(
  world: PlayerWorld,
  logins: FailedLogins,
  request: PlayerRequest,
): Answer | Promise<Answer> {
  const { key, query, headers } = request;
  const books = world.books.find(key);
  const isSigned = HEADERS.every((name) => [headers[name]].flat()[0]);
  if (books === null || key === undefined || !isSigned) return statusAnswer(logins.add(key ?? ''));
  if (query['company_id'] !== undefined && query['company_id'] !== COMPANY_ID)
    return statusAnswer('ACCESS DENIED');
  if (query['inputFormat'] !== 'xml' || query['outputFormat'] !== 'json')
    return statusAnswer('INPUT ERROR');
  return answerAction(world, books, key, request);
}

function answerAction(
  world: PlayerWorld,
  books: Books,
  key: string,
  request: PlayerRequest,
): Answer | Promise<Answer> {
  const [, module, action, id] = request.path.split('/');
  switch (`${module}/${action}`) {
    case 'invoices/find':
      return find(
        {
          ...INVOICES,
          afterwards: (first, fault) => vanish(world.books, key, first, fault, world.clock),
        },
        books,
        request,
        world,
      );
    case 'invoices/get':
      return oneInvoice(books, Number(id), request.aheadMs);
    case 'invoices/download':
      return printInvoice(books, Number(id));
    case 'contractors/find':
      return find(CONTRACTORS, books, request, world);
    case 'contractors/get':
      return oneContractor(books, Number(id), request.aheadMs);
    case 'contractors/edit':
      return editContractor(world, books, key, Number(id), request);
    case 'payments/find':
      return find(PAYMENTS, books, request, world);
    case 'payments/add':
      return addPayment(books, key, request.body, world);
    case 'companies/get':
      return oneCompany(books, id);
    default:
      return statusAnswer('ACTION NOT FOUND');
  }
}

function oneInvoice(books: Books, id: number, aheadMs: number): Answer {
  const document = books.document(id);
  if (document === undefined || !isShown(document)) return statusAnswer('NOT FOUND');
  const view = invoiceView(books, document, correctedOf(books, document), aheadMs);
  return listAnswer(INVOICES, [view]);
}

function printInvoice(books: Books, id: number): Answer | Promise<Answer> {
  const document = books.document(id);
  if (document === undefined || !isShown(document)) return statusAnswer('NOT FOUND');
  return pdfAnswer(printedInvoice(books, document, 'Faktura VAT'));
}

function oneContractor(books: Books, id: number, aheadMs: number): Answer {
  const client = books.client(id);
  if (client === undefined) return statusAnswer('NOT FOUND');
  return listAnswer(CONTRACTORS, [contractorView(client, aheadMs)]);
}

/** Of a contractor's fields only `remind` is played. */
function editContractor(
  world: PlayerWorld,
  books: Books,
  key: string,
  id: number,
  request: PlayerRequest,
): Answer {
  if (books.client(id) === undefined) return statusAnswer('NOT FOUND');
  const remind = /<remind>([01])<\/remind>/.exec(String(request.body))?.[1];
  if (remind === undefined) return statusAnswer('INPUT ERROR');
  world.books.change(key, {
    type: 'change-client',
    id,
    fields: { isReminded: remind === '1' },
    at: world.clock().toISOString(),
  });
  return oneContractor(books, id, request.aheadMs);
}

function oneCompany(books: Books, id: string | undefined): Answer {
  if (id !== COMPANY_ID) return statusAnswer('NOT FOUND');
  const { name, taxNumber } = books.firm;
  return listAnswer({ plural: 'companies', singular: 'company' }, [{ id, name, nip: taxNumber }]);
}
