import type { BookAccount, Books } from '../books/books.js';
import type { PlayerWorld } from '../player.js';
import type { Answer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { isRefusal, pageAnswer, windowOf } from './pages.js';

export function answerBankAccounts(
  world: PlayerWorld,
  request: PlayerRequest,
  books: Books,
): Answer {
  const window = windowOf(request);
  if (isRefusal(window)) return window;
  const { accounts } = books.firm;
  const rows = accounts.slice(window.offset, window.offset + window.limit).map((account) => ({
    ...bankAccountView(account),
    currency: account.currency,
    need_qr: false,
  }));
  return pageAnswer(world, request, window, { rows, total: accounts.length });
}

export function bankAccountView(account: BookAccount) {
  return {
    id: account.id,
    name: account.bankName,
    account_number: account.accountNumber,
    account_number_iban: account.iban,
    swift: account.swift,
  };
}
