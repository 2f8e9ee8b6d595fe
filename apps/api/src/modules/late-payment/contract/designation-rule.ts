import { COUNTRIES } from '@invoicetracker/interest';

import type { Transaction } from '../../../platform/database/transaction.js';
import { lawInForce, readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';

/** Whether the account's law lets it take interest first although the payer has named the principal. */
export async function canTakeSideClaimsFirst(tx: Transaction, accountId: string): Promise<boolean> {
  const law = lawInForce(await readLatePaymentSettings(tx, accountId));
  return law !== null && COUNTRIES[law].crediting.designation.canTakeSideClaimsFirst;
}
