import type { BookClient } from '../books/book-client.js';
import type { Books } from '../books/books.js';
import type { PlayerWorld } from '../player.js';
import type { Answer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { isRefusal, pageAnswer, windowOf } from './pages.js';

/** Newest first. */
export function answerPartnerList(
  world: PlayerWorld,
  request: PlayerRequest,
  books: Books,
): Answer {
  const window = windowOf(request);
  if (isRefusal(window)) return window;
  const clients = books.remembered('partners', () => books.clients().toReversed());
  const page = clients.slice(window.offset, window.offset + window.limit);
  return pageAnswer(world, request, window, {
    rows: page.map(partnerView),
    total: clients.length,
  });
}

export function partnerView(client: BookClient) {
  return {
    ...documentPartnerView(client),
    general_ledger_number: '',
    group_member_tax_number: '',
    custom_billing_settings: {
      payment_method: 'wire_transfer',
      document_form: 'electronic',
      due_days: 8,
      document_currency: 'HUF',
      template_language_code: 'hu',
    },
  };
}

/** What a document keeps of its partner. */
export function documentPartnerView(client: BookClient) {
  return {
    id: client.id,
    name: client.name,
    address: {
      country_code: client.country,
      post_code: client.postalCode,
      city: client.city,
      address: client.street,
    },
    emails: client.emails,
    taxcode: client.taxNumber ?? '',
    iban: '',
    swift: '',
    account_number: '',
    phone: client.phone ?? '',
    tax_type: taxType(client),
  };
}

function taxType({ isPerson, taxNumber, country }: BookClient): string {
  if (isPerson) return 'NO_TAX_NUMBER';
  if (country !== 'HU') return 'FOREIGN';
  return taxNumber === null ? '' : 'HAS_TAX_NUMBER';
}
