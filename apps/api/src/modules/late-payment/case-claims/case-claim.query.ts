import { Injectable } from '@nestjs/common';

import { type LocalDate, localDate } from '@invoicetracker/calendar';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { type CreditLine, readClientCredit } from '../../cases/contract/client-credit.js';
import { RatesReader } from '../contract/rates-reader.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import type { CaseClaim } from './case-claim.dto.js';
import { caseClaimView } from './case-claim-view.js';
import { readChargeChoices } from './charge-choices.reader.js';
import { type ClaimFacts, readClaimFacts } from './claim-facts.reader.js';
import { claimOfCase } from './claim-of-case.js';

/** What the client of a case owes on a day, with every figure's reason. */
@Injectable()
export class CaseClaimQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
    private readonly rates: RatesReader,
  ) {}

  /**
   * @param asOf null: the account's today
   * @throws NotFound
   */
  async show(scope: AccountScope, caseId: string, asOf: LocalDate | null): Promise<CaseClaim> {
    const rates = await this.rates.inForce();
    return this.tenancy.inAccount(scope, async (tx) => {
      const [facts] = await readClaimFacts(tx, scope.accountId, [caseId]);
      if (facts === undefined) throw new NotFound('case');
      const settings = await readLatePaymentSettings(tx, scope.accountId);
      const today = localDate(await this.day.today(tx, scope));
      const day = asOf ?? today;
      const claim = claimOfCase(facts, settings, day, rates);
      const choices = await readChargeChoices(tx, scope.accountId, caseId);
      const inHand = await readInHand(tx, scope, facts, today);
      return caseClaimView(facts, claim, { choices, inHand }, { asOf: day, today });
    });
  }
}

/** Money and credit notes that settle no invoice yet, in this currency; none where more went back than came. */
async function readInHand(
  tx: Transaction,
  scope: AccountScope,
  { clientId, principal: { currency } }: ClaimFacts,
  today: LocalDate,
): Promise<readonly CreditLine[]> {
  const { lines } = await readClientCredit(tx, scope, clientId, today);
  return lines.filter(({ amount }) => amount.currency === currency);
}
