import type { ProviderName } from '../../../config/provider-names.js';
import { CONNECTORS } from '../provider-registry.js';

/** What a provider can be told of payments. */
export function writeBackOf(provider: ProviderName): {
  readonly canMarkPaid: boolean;
  readonly canRecordPayments: boolean;
} {
  const { paymentRules } = CONNECTORS[provider];
  return {
    canMarkPaid: paymentRules !== undefined,
    canRecordPayments: paymentRules?.takesPartOfIt === true,
  };
}
