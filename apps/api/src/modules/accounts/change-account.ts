import { Injectable } from '@nestjs/common';

import { isTimeZone } from '@invoicetracker/calendar';

import { requireRecentProof } from '../../platform/auth/step-up.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Invalid, Stale } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { readAccount } from './account.query.js';
import type { AccountPatch, AccountView } from './accounts.dto.js';

/** The column of each field that may be changed; nothing else reaches the statement. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name',
  legalName: 'legal_name',
  taxNumber: 'tax_number',
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  country: 'country',
  email: 'email',
  phone: 'phone',
  contactPerson: 'contact_person',
  bankAccount: 'bank_account',
  bankName: 'bank_name',
  timeZone: 'time_zone',
  currency: 'currency',
  language: 'language',
  staffEmails: 'staff_emails',
  isSecondFactorRequired: 'is_second_factor_required',
  syncFrom: 'sync_from',
  syncUntil: 'sync_until',
  syncEveryMinutes: 'sync_every_minutes',
  dailyRunAt: 'daily_run_at',
  sendFrom: 'send_from',
  sendUntil: 'send_until',
  sendWeekdays: 'send_weekdays',
  isHolidaySkipped: 'is_holiday_skipped',
  freshnessMinutes: 'freshness_minutes',
  dailyNoticeCap: 'daily_notice_cap',
  undoMinutes: 'undo_minutes',
  isUnusualHeld: 'is_unusual_held',
  isApprovalMail: 'is_approval_mail',
  isNoticePerInvoice: 'is_notice_per_invoice',
};

/** Changes an account's details and schedule. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /**
   * @param version the version the person has seen
   * @throws Stale, or Invalid `unknown-time-zone` or `hours-reversed`
   */
  execute(scope: AccountScope, version: number, patch: AccountPatch): Promise<AccountView> {
    const { schedule, ...details } = patch;
    const changes = Object.entries({ ...details, ...schedule }).filter(
      ([, value]) => value !== undefined,
    );
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readAccount(tx, scope.accountId);
      if (before.version !== version) throw new Stale();
      requireSense({ ...before, ...details }, { ...before.schedule, ...schedule });
      const now = this.clock.wallNow();
      await requireCare(tx, scope, { ...before, ...details }, before, now);
      const sets = changes.map(([field], index) => `${COLUMNS[field]!} = $${index + 4}`);
      const touched = await tx.execute(
        `update accounts set ${[...sets, 'version = version + 1', 'updated_at = $3'].join(', ')} where id = $1 and version = $2`,
        [scope.accountId, version, now, ...changes.map(([, value]) => value)],
      );
      if (touched === 0) throw new Stale();
      const after = await readAccount(tx, scope.accountId);
      await audit(tx, scope, now, {
        action: 'account.changed',
        objectKind: 'account',
        objectId: scope.accountId,
        before,
        after,
      });
      return after;
    });
  }
}

/** Where the money goes, and who gets in: the product asks once more who is there. */
async function requireCare(
  tx: Transaction,
  { actor }: AccountScope,
  wanted: Pick<AccountView, 'bankAccount' | 'isSecondFactorRequired'>,
  before: AccountView,
  now: Date,
): Promise<void> {
  const isNewlyRequired = wanted.isSecondFactorRequired && !before.isSecondFactorRequired;
  if (actor.kind !== 'user') return;
  if (wanted.bankAccount !== before.bankAccount || isNewlyRequired)
    requireRecentProof(actor.verifiedAt ?? new Date(0), now);
  if (!isNewlyRequired) return;
  const own = await tx.one('select 1 from users where id = $1 and has_second_factor', [
    actor.userId,
  ]);
  if (own === undefined) {
    throw new Invalid(
      'second-factor-of-your-own',
      'Set up a second factor for yourself first, or you would lock yourself out.',
    );
  }
}

function requireSense(account: { timeZone: string }, schedule: AccountView['schedule']): void {
  if (!isTimeZone(account.timeZone)) {
    throw new Invalid(
      'unknown-time-zone',
      'Choose a time zone from the list, such as Europe/Warsaw.',
      [{ field: 'timeZone', code: 'unknown-time-zone', message: 'is not a time zone' }],
    );
  }
  for (const [from, until, field] of [
    [schedule.syncFrom, schedule.syncUntil, 'syncUntil'],
    [schedule.sendFrom, schedule.sendUntil, 'sendUntil'],
  ] as const) {
    if (from >= until) {
      throw new Invalid('hours-reversed', 'The hours must end later than they begin.', [
        {
          field: `schedule.${field}`,
          code: 'hours-reversed',
          message: `must be later than ${from}`,
        },
      ]);
    }
  }
}
