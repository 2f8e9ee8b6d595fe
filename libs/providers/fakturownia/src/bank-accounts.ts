import {
  type BankAccountList,
  type BankAccountRecord,
  type ListsBankAccounts,
  type ProviderContext,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import {
  attempt,
  idNumber,
  list,
  neededText,
  perhaps,
  row,
  text,
} from '@invoicetracker/provider-kit/read-row';

import {
  FIRST_PAGE,
  idOf,
  type NumberedPage,
  type PagePosition,
  readNumberedPage,
} from './http/numbered-pages.js';
import type { ReadRow } from './invoice-record.js';
import { flag } from './wire.js';

export const bankAccounts: ListsBankAccounts = { listBankAccounts };

const bankAccountRow = row({
  id: idNumber,
  bank_account_number: (value: unknown) => neededText(text(value)),
  bank_name: text,
  bank_swift: text,
  bank_currency: text,
  bank_account_version_departments: perhaps(list(row({ main_on_department: flag }))),
});

const QUESTION = { path: '/bank_accounts.json', parameters: [] };

async function listBankAccounts(context: ProviderContext): Promise<BankAccountList> {
  const records = new Map<string, BankAccountRecord>();
  const setAside: SetAside[] = [];
  for (let position: PagePosition | null = FIRST_PAGE; position !== null;) {
    const page: NumberedPage = await readNumberedPage(context, QUESTION, position);
    for (const raw of page.rows) {
      const row = readBankAccount(raw);
      if (row.isUsable) records.set(row.record.externalId, row.record);
      else setAside.push(row.setAside);
    }
    position = page.next;
  }
  return { records: [...records.values()], setAside };
}

export function readBankAccount(raw: unknown): ReadRow<BankAccountRecord> {
  const attempted = attempt(bankAccountRow, raw);
  if (!attempted.isRead) {
    const setAside = {
      collection: 'bank_accounts',
      externalId: idOf(raw),
      reason: 'malformed',
      ...told(...attempted.findings),
      record: raw,
    } as const;
    return { isUsable: false, setAside };
  }
  const account = attempted.value;
  const departments = account.bank_account_version_departments ?? [];
  return {
    isUsable: true,
    record: {
      externalId: String(account.id),
      accountNumber: account.bank_account_number.replace(/\s/g, ''),
      bankName: account.bank_name,
      swift: account.bank_swift,
      currency: account.bank_currency,
      isDefault: departments.some(({ main_on_department: isMain }) => isMain === true),
    },
  };
}
