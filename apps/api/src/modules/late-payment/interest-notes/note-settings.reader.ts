import type { Transaction } from '../../../platform/database/transaction.js';
import type { LatePaymentSettingsView } from '../settings/late-payment-settings.dto.js';
import { lawInForce } from '../settings/late-payment-settings.reader.js';
import { DEFAULT_PATTERNS } from './note-number.js';
import type { InterestNoteSettingsView } from './note-settings.dto.js';

/** Days a client has to pay a note while the account has chosen nothing. */
const PAYMENT_DAYS = 14;

/** How the account numbers its notes, and how long clients have to pay them. */
export async function readNoteSettings(
  tx: Transaction,
  accountId: string,
  late: LatePaymentSettingsView,
): Promise<InterestNoteSettingsView> {
  const row = await tx.one<Omit<InterestNoteSettingsView, 'patternOfLaw'>>(
    `select number_pattern as "numberPattern", payment_days as "paymentDays", version from interest_note_settings where account_id = $1`,
    [accountId],
  );
  const chosen = row ?? { numberPattern: null, paymentDays: PAYMENT_DAYS, version: 1 };
  return { ...chosen, patternOfLaw: DEFAULT_PATTERNS[lawInForce(late) ?? 'EU'] };
}
