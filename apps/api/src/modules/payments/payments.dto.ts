import { Transform } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

import { Money } from '../../platform/http/money.dto.js';

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

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

  @IsOptional()
  @trimmed
  @IsString()
  @Length(1, 200)
  note?: string;
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
  source: 'provider' | 'manual' | 'bank';
  note: string | null;
  /** null: the provider is not told of it */
  writeBack: WriteBackView | null;
}

export class PaymentList {
  items: PaymentView[];
}
