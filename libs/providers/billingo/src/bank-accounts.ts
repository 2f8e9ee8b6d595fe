import {
  type BankAccountList,
  type BankAccountRecord,
  type Finding,
  finding,
  type ListsBankAccounts,
  type ProviderContext,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import { attempt, idNumber, row, text } from '@invoicetracker/provider-kit/read-row';

import { payTo, type ReadRow } from './document.js';
import { LIST_START, type ListPosition, positionBehind, readPage } from './http/list-page.js';

export const bankAccounts: ListsBankAccounts = { listBankAccounts };

const COLLECTION = 'bank_accounts';

const bankAccountRow = row({
  id: idNumber,
  account_number: text,
  account_number_iban: text,
  swift: text,
  currency: text,
});

/** `name` is what the firm calls the account, not the bank, and none of them is the default one. */
async function listBankAccounts(context: ProviderContext): Promise<BankAccountList> {
  const records: BankAccountRecord[] = [];
  const setAside: SetAside[] = [];
  const source = {
    path: '/bank-accounts',
    collection: COLLECTION,
    filters: [],
    read: readBankAccount,
  };
  for (let position: ListPosition | null = LIST_START; position !== null;) {
    const page: Awaited<ReturnType<typeof readPage<BankAccountRecord>>> = await readPage(
      context,
      source,
      position,
    );
    for (const { row } of page.news) {
      if (row.isUsable) records.push(row.record);
      else setAside.push(row.setAside);
    }
    position = positionBehind(
      page,
      position,
      page.news.map(({ key }) => key),
    );
  }
  return { records, setAside };
}

function readBankAccount(raw: unknown): ReadRow<BankAccountRecord> {
  const attempted = attempt(bankAccountRow, raw);
  if (!attempted.isRead) return malformed(raw, attempted.findings);
  const account = attempted.value;
  const accountNumber = payTo(
    account.currency,
    account.account_number,
    account.account_number_iban,
  );
  if (accountNumber === null) return malformed(raw, [finding('missing', 'account_number')]);
  return {
    isUsable: true,
    record: {
      externalId: String(account.id),
      accountNumber,
      bankName: null,
      swift: account.swift,
      currency: account.currency,
      isDefault: false,
    },
  };
}

function malformed(record: unknown, findings: readonly Finding[]): ReadRow<never> {
  return {
    isUsable: false,
    setAside: {
      collection: COLLECTION,
      externalId: null,
      reason: 'malformed',
      ...told(...findings),
      record,
    },
  };
}
