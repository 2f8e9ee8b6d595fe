import type {
  BankAccountList,
  BankAccountRecord,
  ListsBankAccounts,
  ProviderContext,
  SetAside,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { LIST_START, type ListPosition, readWindow } from './http/list-window.js';
import type { ReadRow } from './invoice-record.js';
import { issuesOf, Text } from './wire.js';

export const bankAccounts: ListsBankAccounts = { listBankAccounts };

const BankAccountRow = z.object({
  id: z.int().positive(),
  account_number: z.string().trim().min(1),
  bank_name: Text,
  swift: Text,
  currency: Text,
  default: z.boolean().nullish(),
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
  const parsed = BankAccountRow.safeParse(raw);
  if (!parsed.success) {
    const setAside = {
      collection: 'bank_accounts',
      externalId: null,
      reason: 'malformed',
      detail: issuesOf(parsed.error),
      record: raw,
    } as const;
    return { isUsable: false, setAside };
  }
  const row = parsed.data;
  return {
    isUsable: true,
    record: {
      externalId: String(row.id),
      sequence: BigInt(row.id),
      accountNumber: row.account_number.replace(/\s/g, ''),
      bankName: row.bank_name,
      swift: row.swift,
      currency: row.currency,
      isDefault: row.default ?? false,
    },
  };
}
