import type { BookDocument } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { printedInvoice } from '../books/printed-invoice.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import { pdfAnswer } from '../serving/invoice-pdf.js';
import type { PlayerRequest } from '../serving/player.js';
import { answerBankAccounts } from './bank-accounts.js';
import { answerDocumentList } from './document-list.js';
import { documentView } from './document-view.js';
import { answerPartnerList, partnerView } from './partners.js';
import { changePayments, paymentsView } from './payments.js';
import { notFound, unauthorized } from './refusals.js';

/**
 * Answers like Billingo's API v3: what is asked of it decides, whoever asks.
 * @param drawn documents that have been asked for as a PDF before
 */
export function answerBillingo(
  world: PlayerWorld,
  request: PlayerRequest,
  drawn: Set<string>,
): Answer | Promise<Answer> {
  const books = world.books.find(request.key);
  if (books === null) return unauthorized;
  const [first = '', id, third, ...deeper] = request.path.slice(1).split('/');
  if (deeper.length > 0) return notFound;
  if (request.method === 'PUT' && first === 'documents' && third === 'payments')
    return changePayments(world, request, books, Number(id));
  if (request.method !== 'GET') return notFound;
  switch (first) {
    case 'documents':
      return id === undefined
        ? answerDocumentList(world, request, books)
        : answerDocument(world, request, books, { id: Number(id), part: third, drawn });
    case 'partners':
      return id === undefined
        ? answerPartnerList(world, request, books)
        : answerPartner(books, Number(id));
    case 'bank-accounts':
      return answerBankAccounts(world, request, books);
    case 'organization':
      return jsonAnswer(200, {
        tax_code: books.firm.taxNumber,
        subscription: { expiration_date: '2099-12-31', features: ['subscription_pro'] },
      });
    default:
      return notFound;
  }
}

function answerDocument(
  world: PlayerWorld,
  request: PlayerRequest,
  books: Books,
  asked: { readonly id: number; readonly part: string | undefined; readonly drawn: Set<string> },
): Answer | Promise<Answer> {
  const document = books.document(asked.id);
  if (document === undefined) return notFound;
  switch (asked.part) {
    case undefined:
      return jsonAnswer(200, documentView(books, document, world.today()));
    case 'payments':
      return jsonAnswer(200, paymentsView(document));
    case 'download':
      return download(asked.drawn, request, books, document);
    case 'public-url':
      return jsonAnswer(200, {
        public_url: `https://app.billingo.example/document-access/${document.uuid}`,
      });
    default:
      return notFound;
  }
}

/** A document is drawn when it is first asked for, which the first answer says. */
function download(
  drawn: Set<string>,
  { key }: PlayerRequest,
  books: Books,
  document: BookDocument,
): Answer | Promise<Answer> {
  const which = `${key} ${document.id}`;
  if (drawn.has(which)) return pdfAnswer(printedInvoice(books, document, 'Számla'));
  drawn.add(which);
  return jsonAnswer(202, { error: { message: 'Document PDF has not generated yet.' } });
}

function answerPartner(books: Books, id: number): Answer {
  const client = books.client(id);
  return client === undefined ? notFound : jsonAnswer(200, partnerView(client));
}
