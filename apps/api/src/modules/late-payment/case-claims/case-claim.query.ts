import { Injectable } from '@nestjs/common';

import { type LocalDate, localDate } from '@invoicetracker/calendar';
import { SHIPPED_EXCHANGE_RATES, SHIPPED_RATES } from '@invoicetracker/interest';

import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import type { CaseClaim } from './case-claim.dto.js';
import { caseClaimView } from './case-claim-view.js';
import { readClaimFacts } from './claim-facts.reader.js';
import { claimOfCase } from './claim-of-case.js';

/** What the client of a case owes on a day, with every figure's reason. */
@Injectable()
export class CaseClaimQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  /**
   * @param asOf null: the account's today
   * @throws NotFound
   */
  show(scope: AccountScope, caseId: string, asOf: LocalDate | null): Promise<CaseClaim> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const [facts] = await readClaimFacts(tx, scope.accountId, [caseId]);
      if (facts === undefined) throw new NotFound('case');
      const settings = await readLatePaymentSettings(tx, scope.accountId);
      const today = localDate(await this.day.today(tx, scope));
      const day = asOf ?? today;
      const tables = { rates: SHIPPED_RATES, exchange: SHIPPED_EXCHANGE_RATES };
      const claim = claimOfCase(facts, settings, day, tables);
      return caseClaimView(facts, claim, { asOf: day, today });
    });
  }
}
