import { ApiProperty } from '#describe';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsString, IsUUID, Length, Matches } from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { type ProviderName, PROVIDERS } from '../../config/provider-names.js';
import { Money } from '../../platform/http/money.dto.js';
import { WriteBackSwitches } from '../providers/contract/write-back-switches.dto.js';

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

const DESIGNATIONS = ['invoice', 'interest', 'principal', 'compensation'] as const;
type Designation = (typeof DESIGNATIONS)[number];

export class CasePaymentsParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  caseId: string;
}

export class PaymentParams extends CasePaymentsParams {
  @IsUUID()
  paymentId: string;
}

export class PaymentBody {
  /** In the currency of the invoice, e.g. "125.00"; at most what is open. */
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  amount: string;

  /** The day the money came, at the latest today. */
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  receivedOn: string;

  @Omittable()
  @trimmed
  @IsString()
  @Length(1, 200)
  note?: string;

  /** What the payer said it is for; left out, the number of the invoice in the note says so. */
  @Omittable()
  @IsIn(DESIGNATIONS)
  designation?: Designation;

  /**
   * What was open when this was entered. With it, a payment is refused with `balance-changed` when something has
   * settled a part meanwhile, so that two windows do not record the same money twice.
   */
  @Omittable()
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  openBefore?: string;
}

/** What a payer said that a payment is for. */
export class DesignationBody {
  /** Null: nothing. */
  @IsIn([...DESIGNATIONS, null])
  towards: Designation | null;

  /** False: named the principal, and the account takes interest and costs first all the same, where its law allows that. */
  @IsBoolean()
  isFollowed: boolean;

  /** Why; needed where the payer is not obeyed. */
  @Omittable()
  @trimmed
  @IsString()
  @Length(1, 500)
  reason?: string;
}

export class DesignationView {
  towards: Designation;
  isFollowed: boolean;
  /** Written down by a person, or read from the title of the transfer. */
  origin: 'person' | 'title';
  reason: string | null;
  by: string | null;
  at: string | null;
}

/** How telling the provider of the invoice stands. */
export class WriteBackView {
  /** `unknown`: it was told and may have been taken; it is looked up and told again by itself. */
  state: 'waiting' | 'unknown' | 'written' | 'refused';
  /** Why it was refused, or cannot be told now. */
  code: string | null;
  detail: string | null;
  at: string;
}

export class PaymentView {
  id: string;
  receivedOn: string;
  /** What of it settles this invoice. */
  amount: Money;
  source: 'provider' | 'manual' | 'bank' | 'credit_note';
  /** Of a credit note: its number. */
  note: string | null;
  /** null: the provider is not told of it */
  writeBack: WriteBackView | null;
  /** What the payer said it is for; null where nothing was said. Claims go by it, balances do not. */
  designation: DesignationView | null;
  /** Money that came in; nothing can be said of a credit note or of money that went back. */
  canBeDesignated: boolean;
  /** Recorded here by hand, and the provider neither knows of it nor is being told. */
  canBeTakenBack: boolean;
}

/** The invoicing system of the invoice, and what it is told of payments recorded here. */
export class ToldProviderView extends WriteBackSwitches {
  @ApiProperty({ enum: PROVIDERS })
  provider: ProviderName;
  /** It is told only while its connection is active. */
  state: 'active' | 'paused' | 'needs_reconnect';
}

export class PaymentList {
  items: PaymentView[];
  /** null: the invoice came from no system that is still connected */
  provider: ToldProviderView | null;
  /** The law lets the account take interest and costs first although the payer named the principal. */
  canTakeSideClaimsFirst: boolean;
}
