import type { DunningPolicy } from '@invoicetracker/dunning';

import type { OldDebtCapStage } from './old-debts.dto.js';

/** The stages that may be the last one to go by itself: letters to the client, from the due date on. */
export function capStages(policy: DunningPolicy): OldDebtCapStage[] {
  return policy.stages
    .filter((stage) => stage.isEnabled && stage.audience === 'client' && stage.offsetDays >= 0)
    .map(({ key, offsetDays }) => ({ key, offsetDays }));
}
