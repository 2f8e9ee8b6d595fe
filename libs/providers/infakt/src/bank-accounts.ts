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
  neededText,
  perhaps,
  row,
  text,
  yesOrNo,
} from '@invoicetracker/provider-kit/read-row';

import { LIST_START, type ListPosition, readWindow } from './http/list-window.js';
import type { ReadRow } from './invoice-record.js';

export const bankAccounts: ListsBankAccounts = { listBankAccounts };

const bankAccountRow = row({
  id: idNumber,
  account_number: (value: unknown) => neededText(text(value)),
  bank_name: text,
  swift: text,
  currency: text,
  default: perhaps(yesOrNo),
});

/** Needs the scope `api:sensitive:bank_accounts:read`; without it the answer is `reconnect` / `scope-missing`. */
async function listBankAccounts(context: ProviderContext): Promise<BankAccountList> {
  const records: BankAccountRecord[] = [];
  const setAside: SetAside[] = [];
  const source = {
    path: '/bank_accounts.json',
    collection: 'bank_accounts',
    filters: [],
    read: readBankAccount,
  };
  for (let position: ListPosition | null = LIST_START; position !== null;) {
    const window: Awaited<ReturnType<typeof readWindow<Sequenced>>> = await readWindow(
      context,
      source,
      position,
    );
    records.push(...window.records.map(({ sequence: _, ...record }) => record));
    setAside.push(...window.setAside);
    position = window.next;
  }
  return { records, setAside };
}

type Sequenced = BankAccountRecord & { readonly sequence: bigint };

function readBankAccount(raw: unknown): ReadRow<Sequenced> {
  const attempted = attempt(bankAccountRow, raw);
  if (!attempted.isRead) {
    const setAside = {
      collection: 'bank_accounts',
      externalId: null,
      reason: 'malformed',
      ...told(...attempted.findings),
      record: raw,
    } as const;
    return { isUsable: false, setAside };
  }
  const account = attempted.value;
  return {
    isUsable: true,
    record: {
      externalId: String(account.id),
      sequence: BigInt(account.id),
      accountNumber: account.account_number.replace(/\s/g, ''),
      bankName: account.bank_name,
      swift: account.swift,
      currency: account.currency,
      isDefault: account.default ?? false,
    },
  };
}
