import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import { ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, spoiltRows } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import { clientView } from './client-view.js';
import type { Showing } from './invoice-view.js';
import { pageWindow } from './list-question.js';
import { notFound } from './refusals.js';

export function answerClientList(
  world: PlayerWorld,
  request: PlayerRequest,
  { books, aheadMs }: Showing,
): Answer {
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const clients = books.clients();
  const page = disturbedPage(
    { matching: clients, all: () => clients },
    pageWindow(request.query),
    fault,
  );
  const rows = page.rows.map((client) => clientView(client, aheadMs));
  const spoiling = { 'bad-row': { id: null }, 'wrong-currency': {} };
  return jsonAnswer(200, spoiltRows(rows, fault, spoiling));
}

export function answerClient({ books, aheadMs }: Showing, id: number): Answer {
  const client = books.client(id);
  return client === undefined ? notFound : jsonAnswer(200, clientView(client, aheadMs));
}

/** Of a client's fields only the switch of its reminders is played. */
export function changeClient(
  world: PlayerWorld,
  request: PlayerRequest,
  showing: Showing,
  id: number,
): Answer {
  if (showing.books.client(id) === undefined) return notFound;
  const { client } = (request.body ?? {}) as { client?: { disable_auto_reminders?: unknown } };
  if (typeof client?.disable_auto_reminders !== 'boolean')
    return jsonAnswer(422, { code: 'error', message: { client: ['nie może być puste'] } });
  world.books.change(request.key as string, {
    type: 'change-client',
    id,
    fields: { isReminded: !client.disable_auto_reminders },
    at: world.clock().toISOString(),
  });
  return answerClient(showing, id);
}

export function answerBankAccounts({ books }: Showing, request: PlayerRequest): Answer {
  const { offset, limit } = pageWindow(request.query);
  const rows = books.firm.accounts.map((account, index) => ({
    id: account.id,
    name: null,
    bank_name: account.bankName,
    bank_account_number: account.accountNumber,
    bank_currency: account.currency,
    bank_swift: account.swift,
    account_description: null,
    own_bank_account: false,
    own_bank_account_type: null,
    factor_bank_account: false,
    bank_account_id: account.id,
    bank_account_version_departments: [
      { department_id: 11, show_on_invoice: true, main_on_department: index === 0 },
    ],
  }));
  return jsonAnswer(200, rows.slice(offset, offset + limit));
}
