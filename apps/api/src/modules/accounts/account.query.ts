import type { Transaction } from '../../platform/database/transaction.js';
import { NotFound } from '../../platform/http/domain-error.js';
import type { AccountView } from './accounts.dto.js';

type Row = Omit<AccountView, 'schedule' | 'automaticSendingSince'> &
  AccountView['schedule'] & { automaticSendingSince: Date | null };

/** An account as its settings screens show it. */
export async function readAccount(tx: Transaction, accountId: string): Promise<AccountView> {
  const row = await tx.one<Row>(
    `select id, name, legal_name as "legalName", tax_number as "taxNumber", street, postal_code as "postalCode", city, country, email, phone,
            contact_person as "contactPerson", bank_account as "bankAccount", bank_name as "bankName", time_zone as "timeZone", currency, language,
            staff_emails as "staffEmails", is_second_factor_required as "isSecondFactorRequired",
            is_automatic_sending as "isAutomaticSending", automatic_sending_since as "automaticSendingSince", version,
            to_char(sync_from, 'HH24:MI') as "syncFrom", to_char(sync_until, 'HH24:MI') as "syncUntil", sync_every_minutes as "syncEveryMinutes",
            to_char(daily_run_at, 'HH24:MI') as "dailyRunAt", to_char(send_from, 'HH24:MI') as "sendFrom", to_char(send_until, 'HH24:MI') as "sendUntil",
            send_weekdays as "sendWeekdays", is_holiday_skipped as "isHolidaySkipped", freshness_minutes as "freshnessMinutes",
            daily_notice_cap as "dailyNoticeCap", undo_minutes as "undoMinutes", is_unusual_held as "isUnusualHeld", is_approval_mail as "isApprovalMail",
             is_notice_per_invoice as "isNoticePerInvoice"
       from accounts where id = $1`,
    [accountId],
  );
  if (row === undefined) throw new NotFound('account');
  const {
    syncFrom,
    syncUntil,
    syncEveryMinutes,
    dailyRunAt,
    sendFrom,
    sendUntil,
    sendWeekdays,
    isHolidaySkipped,
    freshnessMinutes,
    dailyNoticeCap,
    undoMinutes,
    isUnusualHeld,
    isApprovalMail,
    isNoticePerInvoice,
    ...account
  } = row;
  return {
    ...account,
    automaticSendingSince: row.automaticSendingSince?.toISOString() ?? null,
    schedule: {
      syncFrom,
      syncUntil,
      syncEveryMinutes,
      dailyRunAt,
      sendFrom,
      sendUntil,
      sendWeekdays,
      isHolidaySkipped,
      freshnessMinutes,
      dailyNoticeCap,
      undoMinutes,
      isUnusualHeld,
      isApprovalMail,
      isNoticePerInvoice,
    },
  };
}
