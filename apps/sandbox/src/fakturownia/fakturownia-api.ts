import { printedInvoice } from '../books/printed-invoice.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, htmlAnswer, jsonAnswer } from '../serving/answer.js';
import { pdfAnswer } from '../serving/invoice-pdf.js';
import type { PlayerRequest } from '../serving/player.js';
import { addPayment } from './add-payment.js';
import {
  answerBankAccounts,
  answerClient,
  answerClientList,
  changeClient,
} from './client-answers.js';
import { isShown } from './invoice-kind.js';
import { answerInvoiceList } from './invoice-list.js';
import { connectedPayments, invoiceView, type Showing, withPositions } from './invoice-view.js';
import { notFound, signIn, unauthorized } from './refusals.js';

const ADDRESS = /^\/(?<subdomain>[^/]+)(?<path>\/.*)$/;

/** Each firm has a host of its own, which is the first part of the path here; `nobody` is no firm's. */
export function answerFakturownia(
  world: PlayerWorld,
  request: PlayerRequest,
): Answer | Promise<Answer> {
  const { subdomain, path } = ADDRESS.exec(request.path)?.groups ?? {};
  if (subdomain === undefined || path === undefined || subdomain === 'nobody') return signIn;
  // what a client sees behind the link in a letter
  if (path.startsWith('/invoice/')) return htmlAnswer(200, 'Podgląd faktury');
  const books = world.books.find(request.key);
  if (books === null) return unauthorized;
  const home = `${world.baseUrl()}/${subdomain}`;
  return answerFirm(world, request, path, { books, home, aheadMs: request.aheadMs });
}

function answerFirm(
  world: PlayerWorld,
  request: PlayerRequest,
  path: string,
  showing: Showing,
): Answer | Promise<Answer> {
  const [, printed] = /^\/invoices\/(\d+)\.pdf$/.exec(path) ?? [];
  if (request.method === 'GET' && printed !== undefined)
    return printInvoice(showing, Number(printed));
  const [, list = '', id] = /^\/([a-z_/]+?)(?:\/(\d+))?\.json$/.exec(path) ?? [];
  switch (`${request.method} ${list}${id === undefined ? '' : '/:id'}`) {
    case 'GET invoices':
      return answerInvoiceList(world, request, showing);
    case 'GET invoices/:id':
      return answerInvoice(request, showing, Number(id));
    case 'GET clients':
      return answerClientList(world, request, showing);
    case 'GET clients/:id':
      return answerClient(showing, Number(id));
    case 'PUT clients/:id':
      return changeClient(world, request, showing, Number(id));
    case 'GET bank_accounts':
      return answerBankAccounts(showing, request);
    case 'POST banking/payments':
      return addPayment(world, request, showing);
    default:
      return htmlAnswer(404, 'Nie ma takiej strony');
  }
}

function printInvoice({ books }: Showing, id: number): Answer | Promise<Answer> {
  const document = books.document(id);
  if (document === undefined || !isShown(document)) return notFound;
  return pdfAnswer(printedInvoice(books, document, 'Faktura'));
}

function answerInvoice(request: PlayerRequest, showing: Showing, id: number): Answer {
  const document = showing.books.document(id);
  if (document === undefined || !isShown(document)) return notFound;
  const row = withPositions(invoiceView(document, showing), showing.books.linesOf(document));
  const isMore = request.query['additional_fields[invoice]'] === 'connected_payments';
  return jsonAnswer(
    200,
    isMore ? { ...row, connected_payments: connectedPayments(document) } : row,
  );
}
