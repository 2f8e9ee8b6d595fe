import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts/accounts.module.js';
import { CaseClaimQuery } from './case-claims/case-claim.query.js';
import { CaseClaimsController } from './case-claims/case-claims.controller.js';
import { LookAtBank } from './banks/look-at-bank.js';
import { LookAtBankJob } from './banks/look-at-bank.job.js';
import { ChooseCharges } from './case-claims/choose-charges.js';
import { ClaimsController } from './claims.controller.js';
import { RateAlarms } from './contract/rate-alarms.js';
import { RatesReader } from './contract/rates-reader.js';
import { ChangeNoteSettings } from './interest-notes/change-note-settings.js';
import { DraftNote } from './interest-notes/draft-note.js';
import { ExportNotes } from './interest-notes/export-notes.js';
import { InterestNoteListQuery } from './interest-notes/interest-note-list.query.js';
import { InterestNoteQuery } from './interest-notes/interest-note.query.js';
import { InterestNotesController } from './interest-notes/interest-notes.controller.js';
import { IssueNote } from './interest-notes/issue-note.js';
import { NotePaymentsController } from './interest-notes/note-payments.controller.js';
import { NoteSettingsController } from './interest-notes/note-settings.controller.js';
import { RecordNotePayment } from './interest-notes/record-note-payment.js';
import { SendNote } from './interest-notes/send-note.js';
import { VoidNote } from './interest-notes/void-note.js';
import { LateChargeListQuery } from './late-charges/late-charge-list.query.js';
import { LateChargesController } from './late-charges/late-charges.controller.js';
import { LimitationController } from './limitation/limitation.controller.js';
import { LimitationEvents } from './limitation/limitation-events.js';
import { ChangeLimitationSettings } from './limitation/limitation-settings.js';
import { LimitationQuery } from './limitation/limitation.query.js';
import { AdminRatesController } from './rates/admin-rates.controller.js';
import { RatesQuery } from './rates/rates.query.js';
import { RecordRate } from './rates/record-rate.js';
import { ChangeLatePaymentSettings } from './settings/change-late-payment-settings.js';
import { LatePaymentSettingsController } from './settings/late-payment-settings.controller.js';

@Module({
  imports: [AccountsModule],
  controllers: [
    ClaimsController,
    AdminRatesController,
    CaseClaimsController,
    LateChargesController,
    LatePaymentSettingsController,
    LimitationController,
    InterestNotesController,
    NotePaymentsController,
    NoteSettingsController,
  ],
  providers: [
    RatesReader,
    RateAlarms,
    RatesQuery,
    RecordRate,
    LookAtBank,
    LookAtBankJob,
    CaseClaimQuery,
    ChooseCharges,
    LateChargeListQuery,
    InterestNoteListQuery,
    InterestNoteQuery,
    DraftNote,
    IssueNote,
    VoidNote,
    SendNote,
    RecordNotePayment,
    ExportNotes,
    ChangeNoteSettings,
    ChangeLatePaymentSettings,
    LimitationQuery,
    LimitationEvents,
    ChangeLimitationSettings,
  ],
  exports: [RatesReader, RateAlarms, LookAtBankJob],
})
export class LatePaymentModule {}
