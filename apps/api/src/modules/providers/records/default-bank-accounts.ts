import type { Transaction } from '../../../platform/database/transaction.js';

interface BankAccount {
  readonly accountNumber: string;
  readonly bankName: string | null;
  readonly swift: string | null;
  readonly currency: string | null;
}

/** Where a client pays to when the invoice does not say. */
export class DefaultBankAccounts {
  /** @param accounts the default one first */
  constructor(private readonly accounts: readonly BankAccount[]) {}

  static async of(
    tx: Transaction,
    accountId: string,
    connectionId: string,
  ): Promise<DefaultBankAccounts> {
    const accounts = await tx.query<BankAccount>(
      `select account_number as "accountNumber", bank_name as "bankName", swift, currency from bank_accounts
        where account_id = $1 and connection_id = $2 order by is_default desc, id`,
      [accountId, connectionId],
    );
    return new DefaultBankAccounts(accounts);
  }

  /** @returns the account for this currency; one without a currency takes any */
  for(currency: string): BankAccount | null {
    return (
      this.accounts.find((account) => account.currency === currency) ??
      this.accounts.find((account) => account.currency === null) ??
      null
    );
  }
}
