import type { BankAccountRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import { rowArrays } from './row-arrays.js';
import { storable, storableOrNull } from './storable.js';

/** Replaces what we know of the firm's accounts with what the provider says; nothing is written when it is the same. */
export async function applyBankAccounts(
  tx: Transaction,
  place: { readonly accountId: string; readonly connectionId: string },
  records: readonly BankAccountRecord[],
): Promise<void> {
  const given = rowArrays<BankAccountRecord>(
    'g',
    [
      { name: 'external_id', type: 'text', of: (row) => row.externalId },
      { name: 'account_number', type: 'text', of: (row) => storable(row.accountNumber) },
      { name: 'bank_name', type: 'text', of: (row) => storableOrNull(row.bankName) },
      { name: 'swift', type: 'text', of: (row) => storableOrNull(row.swift) },
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'is_default', type: 'boolean', of: (row) => row.isDefault },
    ],
    [...new Map(records.map((record) => [record.externalId, record])).values()],
    3,
  );
  await tx.execute(
    `with g as materialized (select * from ${given.from}),
     gone as (
       delete from bank_accounts b where b.account_id = $1 and b.connection_id = $2 and not exists (select 1 from g where g.external_id = b.external_id)
     )
     insert into bank_accounts as b (account_id, connection_id, external_id, account_number, bank_name, swift, currency, is_default)
     select $1, $2, g.* from g
     on conflict (account_id, connection_id, external_id) do update
       set account_number = excluded.account_number, bank_name = excluded.bank_name, swift = excluded.swift,
           currency = excluded.currency, is_default = excluded.is_default
     where (b.account_number, b.bank_name, b.swift, b.currency, b.is_default)
           is distinct from (excluded.account_number, excluded.bank_name, excluded.swift, excluded.currency, excluded.is_default)`,
    [place.accountId, place.connectionId, ...given.values],
  );
}
