import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid, Stale } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import { isNumberPattern } from './note-number.js';
import type { InterestNoteSettingsBody, InterestNoteSettingsView } from './note-settings.dto.js';
import { readNoteSettings } from './note-settings.reader.js';

/** Changes how later notes are numbered and how long clients have to pay them; what was issued stays. */
@Injectable()
export class ChangeNoteSettings {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws Stale, or Invalid naming the field */
  execute(
    scope: AccountScope,
    version: number,
    { numberPattern, paymentDays }: InterestNoteSettingsBody,
  ): Promise<InterestNoteSettingsView> {
    if (numberPattern !== null && !isNumberPattern(numberPattern)) throw badPattern();
    return this.tenancy.inAccount(scope, async (tx) => {
      const late = await readLatePaymentSettings(tx, scope.accountId);
      const before = await readNoteSettings(tx, scope.accountId, late);
      if (before.version !== version) throw new Stale();
      const touched = await tx.execute(
        `insert into interest_note_settings as s (account_id, number_pattern, payment_days, version) values ($1, $2, $3, $4 + 1)
         on conflict (account_id) do update set number_pattern = excluded.number_pattern, payment_days = excluded.payment_days, version = excluded.version
         where s.version = $4`,
        [scope.accountId, numberPattern, paymentDays, version],
      );
      if (touched === 0) throw new Stale();
      const after = await readNoteSettings(tx, scope.accountId, late);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'interest-note-settings.changed',
        objectKind: 'account',
        objectId: scope.accountId,
        before,
        after,
      });
      return after;
    });
  }
}

function badPattern(): Invalid {
  const message =
    'must have {seq} and {year} once each, letters, digits and / . _ - around them, and no digit right beside {seq}';
  return new Invalid('pattern-malformed', `The field numberPattern ${message}.`, [
    { field: 'numberPattern', code: 'pattern-malformed', message },
  ]);
}
