import type { ClaimOptions, ClaimPayment } from '@invoicetracker/interest';

/** A late payment as somebody writes it down: days and numbers as text, everything unchecked. */
export interface ClaimRequest {
  readonly country?: string | undefined;
  readonly kind?: string | undefined;
  readonly principal: string;
  readonly currency: string;
  readonly costs?: string | undefined;
  readonly dueOn?: string | undefined;
  readonly paidOn?: string | undefined;
  readonly payments?: readonly PaymentRequest[] | undefined;
  readonly asOf?: string | undefined;
  readonly annualPercent?: string | undefined;
  readonly agreedAnnualPercent?: string | undefined;
  readonly contractualAnnualPercent?: string | undefined;
  readonly daysLate?: number | undefined;
  readonly exchangeRate?: string | undefined;
  readonly dayCount?: ClaimOptions['dayCount'] | undefined;
  readonly rounding?: ClaimOptions['rounding'] | undefined;
  readonly shift?: ClaimOptions['shift'] | undefined;
  readonly crediting?: ClaimOptions['crediting'] | undefined;
  readonly maturity?: ClaimOptions['maturity'] | undefined;
  readonly transition2020?: ClaimOptions['transition2020'] | undefined;
  readonly compensationBase?: ClaimOptions['compensationBase'] | undefined;
  readonly compensationClaimedOn?: string | undefined;
}

export interface PaymentRequest {
  readonly on: string;
  readonly amount: string;
  readonly currency?: string | undefined;
  readonly towards?: ClaimPayment['towards'] | undefined;
}
