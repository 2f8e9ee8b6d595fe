import { Injectable } from '@nestjs/common';
import { localDate, type LocalDate } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { LimitationEventBody } from './limitation.dto.js';

/** Something that happened to a claim, as it is kept. */
export interface KeptEvent {
  readonly id: string;
  readonly caseId: string;
  readonly kind: LimitationEventBody['kind'];
  readonly on: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly note: string;
}

/** What happened to these claims, oldest first. */
export function readLimitationEvents(
  tx: Transaction,
  accountId: string,
  caseIds: readonly string[],
): Promise<KeptEvent[]> {
  return tx.query<KeptEvent>(
    `select id, case_id as "caseId", kind, on_day as "on", ended_on as "endedOn", note from limitation_events
      where account_id = $1 and case_id = any($2::uuid[]) order by on_day, id`,
    [accountId, caseIds],
  );
}

/** Keeps what a person says has happened to a claim, and takes it back. */
@Injectable()
export class LimitationEvents {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound; Invalid for a day that has not come, or an end before the beginning */
  record(scope: AccountScope, caseId: string, body: LimitationEventBody): Promise<void> {
    const { kind, endedOn = null, note } = body;
    const on = localDate(body.on);
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      if (on > today) throw wrong('on', 'has not come yet');
      if (endedOn !== null && (endedOn < on || endedOn > today))
        throw wrong('endedOn', 'lies between its beginning and today');
      const one = await tx.one('select 1 from cases where account_id = $1 and id = $2', [
        scope.accountId,
        caseId,
      ]);
      if (one === undefined) throw new NotFound('case');
      await tx.execute(
        `insert into limitation_events (account_id, case_id, kind, on_day, ended_on, note, added_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [scope.accountId, caseId, kind, on, endedOn, note.trim(), this.clock.wallNow()],
      );
      const after = { kind, on, endedOn, note };
      await this.note(tx, scope, 'limitation-event.recorded', caseId, { after });
    });
  }

  /** @throws NotFound */
  takeBack(scope: AccountScope, caseId: string, eventId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await tx.one(
        `delete from limitation_events where account_id = $1 and case_id = $2 and id = $3
         returning kind, on_day as "on", ended_on as "endedOn", note`,
        [scope.accountId, caseId, eventId],
      );
      if (before === undefined) throw new NotFound('event');
      await this.note(tx, scope, 'limitation-event.taken-back', caseId, { before });
    });
  }

  private note(
    tx: Transaction,
    scope: AccountScope,
    action: string,
    caseId: string,
    change: { before?: object; after?: object },
  ): Promise<void> {
    const at = this.clock.wallNow();
    return audit(tx, scope, at, { action, objectKind: 'case', objectId: caseId, ...change });
  }
}

function wrong(field: string, message: string): Invalid {
  return new Invalid('invalid-event', `Check this field: ${field} ${message}.`, [
    { field, code: 'invalid', message },
  ]);
}
