import type {
  BankAccountList,
  BankAccountRecord,
  ListsBankAccounts,
  ProviderContext,
  SetAside,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import {
  FIRST_PAGE,
  idOf,
  type NumberedPage,
  type PagePosition,
  readNumberedPage,
} from './http/numbered-pages.js';
import type { ReadRow } from './invoice-record.js';
import { Flag, issuesOf, Text } from './wire.js';

export const bankAccounts: ListsBankAccounts = { listBankAccounts };

const BankAccountRow = z.object({
  id: z.int().positive(),
  bank_account_number: z.string().trim().min(1),
  bank_name: Text,
  bank_swift: Text,
  bank_currency: Text,
  bank_account_version_departments: z.array(z.object({ main_on_department: Flag })).nullish(),
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
  const parsed = BankAccountRow.safeParse(raw);
  if (!parsed.success) {
    const setAside = {
      collection: 'bank_accounts',
      externalId: idOf(raw),
      reason: 'malformed',
      detail: issuesOf(parsed.error),
      record: raw,
    } as const;
    return { isUsable: false, setAside };
  }
  const row = parsed.data;
  const departments = row.bank_account_version_departments ?? [];
  return {
    isUsable: true,
    record: {
      externalId: String(row.id),
      accountNumber: row.bank_account_number.replace(/\s/g, ''),
      bankName: row.bank_name,
      swift: row.bank_swift,
      currency: row.bank_currency,
      isDefault: departments.some(({ main_on_department: isMain }) => isMain === true),
    },
  };
}
