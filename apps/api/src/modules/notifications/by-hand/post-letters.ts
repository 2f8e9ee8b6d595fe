import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { dropSettledWork } from '../../cases/contract/drop-settled-work.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import { holdWork } from './hold-work.js';
import type { ByHandOutcome, LettersPostedBody } from './by-hand.dto.js';

/** Letters that somebody has posted: their stages count from that day. */
@Injectable()
export class PostLetters {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, or Invalid `posted-on-impossible` */
  execute(
    scope: AccountScope,
    { letterIds, postedOn, registeredNumbers = [] }: LettersPostedBody,
  ): Promise<ByHandOutcome[]> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.now();
      const today = await this.day.today(tx, scope);
      if (postedOn > today) throw impossible('lies ahead');
      const numbers = new Map(registeredNumbers.map((one) => [one.letterId, one.number]));
      const outcomes: ByHandOutcome[] = [];
      // in the order of their ids, so that two people with the same letters wait for each other
      for (const id of letterIds.toSorted()) {
        const registeredNumber = numbers.get(id) ?? null;
        const held = await holdWork(tx, scope, 'letter', id);
        if (held === undefined) throw new NotFound('letter');
        if (postedOn < held.plannedOn) throw impossible('is before the letter was due');
        const said = (reason: string | null) =>
          outcomes.push({ id, isDone: reason === null, reason });
        if (held.state !== 'to_do' || !held.isPrinted) {
          said(held.state === 'to_do' ? 'not-printed' : 'not-to-do');
          continue;
        }
        if ((await dropSettledWork(tx, scope, { now, today }, held)) === null) {
          said('settled');
          continue;
        }
        await tx.execute(
          `update notices set state = 'sent', reason = null, sent_at = $3, sent_on = $4, handled_by = $5, registered_number = $6
            where account_id = $1 and id = $2`,
          [scope.accountId, id, now, postedOn, actingUser(scope), registeredNumber],
        );
        said(null);
        const at = { now, today: postedOn };
        await recordNoticeOutcome(tx, scope, at, id, 'counted', registeredNumber);
        await audit(tx, scope, this.clock.wallNow(), {
          action: 'letter.posted',
          objectKind: 'notice',
          objectId: id,
          after: { postedOn, registeredNumber },
        });
      }
      return outcomes;
    });
  }
}

function impossible(message: string): Invalid {
  return new Invalid('posted-on-impossible', 'The letter cannot have been posted on that day.', [
    { field: 'postedOn', code: 'posted-on-impossible', message },
  ]);
}
