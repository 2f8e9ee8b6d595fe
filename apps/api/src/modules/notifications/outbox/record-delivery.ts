import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { concludeNotice } from './conclude-notice.js';
import { type Delivery, markHandingOver } from './delivery.js';
import { NoticeClaims } from './notice-claims.js';
import type { HandOverOutcome } from '../../../platform/mail/hand-over-outcome.js';

const STATE: Record<HandOverOutcome['kind'], string> = {
  accepted: 'accepted',
  refused: 'refused',
  deferred: 'deferred',
  unavailable: 'deferred',
  unknown: 'unknown',
};

/** Writes what the server made of a delivery, and in the same commit marks the next one or concludes the notice. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly claims: NoticeClaims,
  ) {}

  /** @throws ClaimLost when the lease ran out meanwhile: then the notice is unknown already, and stays so */
  execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    delivery: Delivery,
    outcome: HandOverOutcome,
    next: Delivery | undefined,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await this.claims.keep(tx, scope, notice, 'handing_over');
      await this.writeOutcome(tx, scope, delivery, outcome);
      if (next !== undefined) return markHandingOver(tx, scope, next.id);
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      await concludeNotice(tx, scope, at, notice.id, {
        count: notice.attempts + 1,
        isServerDown: outcome.kind === 'unavailable',
      });
    });
  }

  private async writeOutcome(
    tx: Transaction,
    scope: AccountScope,
    delivery: Delivery,
    outcome: HandOverOutcome,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.execute(
      `update deliveries set state = $3, server_code = $4, server_answer = $5, finished_at = $6 where account_id = $1 and id = $2`,
      [
        scope.accountId,
        delivery.id,
        STATE[outcome.kind],
        'code' in outcome ? outcome.code : null,
        outcome.answer,
        now,
      ],
    );
    if (outcome.kind !== 'refused' || !outcome.isAddressBad) return;
    // The address is left out from now on, until a person has looked at it.
    await tx.execute(
      `update client_contacts k set refused_at = $3 from deliveries d
        where d.account_id = $1 and d.id = $2 and k.account_id = $1 and k.id = d.contact_id`,
      [scope.accountId, delivery.id, now],
    );
  }
}
