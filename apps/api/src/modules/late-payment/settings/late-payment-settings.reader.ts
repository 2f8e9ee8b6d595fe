import { DEFAULT_OPTIONS, lawFor, type LawCountry } from '@invoicetracker/interest';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { LatePaymentSettingsView } from './late-payment-settings.dto.js';

/**
 * What an account that has chosen nothing goes by. The principal comes first, unlike in most laws: then a
 * claim says what the ledger says, see the decision record on crediting.
 */
const DEFAULTS = {
  lawCountry: null,
  crediting: 'principal-first',
  dayCount: DEFAULT_OPTIONS.dayCount,
  rounding: DEFAULT_OPTIONS.rounding,
  shift: DEFAULT_OPTIONS.shift,
  maturity: DEFAULT_OPTIONS.maturity,
  transition2020: DEFAULT_OPTIONS.transition2020,
  compensationBase: DEFAULT_OPTIONS.compensationBase,
  version: 1,
} as const satisfies Omit<LatePaymentSettingsView, 'lawOfAccount'>;

/** How the account reads the law. @throws NotFound */
export async function readLatePaymentSettings(
  tx: Transaction,
  accountId: string,
): Promise<LatePaymentSettingsView> {
  const row = await tx.one<{
    country: string;
    settings: Omit<LatePaymentSettingsView, 'lawOfAccount'> | null;
  }>(SETTINGS, [accountId]);
  if (row === undefined) throw new NotFound('account');
  return { ...(row.settings ?? DEFAULTS), lawOfAccount: lawFor(row.country) };
}

const SETTINGS = prepared(
  `select a.country, case when s.account_id is not null then jsonb_build_object(
            'lawCountry', s.law_country, 'crediting', s.crediting, 'dayCount', s.day_count, 'rounding', s.rounding, 'shift', s.shift,
            'maturity', s.maturity, 'transition2020', s.transition_2020, 'compensationBase', s.compensation_base, 'version', s.version) end as settings
     from accounts a left join late_payment_settings s on s.account_id = a.id where a.id = $1`,
);

/** The law that governs; null where none is known. */
export function lawInForce(settings: LatePaymentSettingsView): LawCountry | null {
  return settings.lawCountry ?? settings.lawOfAccount;
}
