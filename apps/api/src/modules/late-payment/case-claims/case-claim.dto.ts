import { IsBoolean, IsIn, IsISO8601, IsString, IsUUID, Length, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { ClaimAllocation, ClaimResult } from '../claims.dto.js';

export class CaseClaimParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  caseId: string;
}

export class CaseClaimFilter {
  /** The last day that counts; left out: today. */
  @Omittable()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  asOf?: string;
}

/** Money or a document in a client's favour that is not used up. */
export class CreditInHand {
  kind: 'payment' | 'credit-note' | 'overpaid-invoice';
  /** Of the payment or the document. */
  id: string;
  /** Of the document; null for money. */
  number: string | null;
  /** The day the money came, or the document was issued. */
  on: string | null;
  /** What is left of it; negative for money that went back. */
  left: Money;
  /** All of the payment or the credit note; null for an invoice, of which only what is too much counts. */
  whole: Money | null;
}

/** Who owes: decides on rate and rights. */
export class ClaimDebtor {
  clientId: string;
  /** Null where nobody has said and no tax number tells. */
  kind: 'commercial' | 'public-body' | 'public-health' | 'consumer' | null;
  /** Somebody has said so; otherwise the client's tax number tells. */
  isStated: boolean;
  /** The ETag of the client. */
  version: number;
}

/** Why there is no figure. */
export class BlockedClaim {
  /** `kind-unknown`, `no-law`, `cancelled`, `rate-missing`, `exchange-rate-missing`, `currency-without-rate`, ... */
  code: string;
  detail: string;
  /** The table or the bank whose figure is missing; null where it is something else. */
  table: string | null;
  /** The day whose figure is missing. */
  on: string | null;
}

/** The payments as the country's law credits them, where the account does it otherwise. */
export class ClaimByLaw {
  allocation: ClaimAllocation[];
  principalOpen: Money;
  interestOpen: Money;
  total: Money | null;
}

const PARTS = ['interest', 'compensation'] as const;
type Part = (typeof PARTS)[number];

export class ChargeChoiceBody {
  @IsIn(PARTS)
  part: Part;

  /** True gives it up, false takes that back. */
  @IsBoolean()
  isWaived: boolean;

  /** Why; stands in the history. */
  @IsString()
  @Length(1, 500)
  reason: string;
}

/** What somebody has said about interest or compensation, once. */
export class ChargeChoice {
  id: string;
  part: Part;
  isWaived: boolean;
  reason: string;
  /** Null where the product has said it by itself. */
  by: string | null;
  at: string;
}

/** An interest note that has something of the case. */
export class ClaimNote {
  id: string;
  number: string;
  /** The whole note, not only what it has of this case. */
  isPaid: boolean;
  interest: Money;
  compensation: Money | null;
}

export class CaseClaim {
  asOf: string;
  /** The account's day. */
  today: string;
  law: 'PL' | 'HU' | 'DE' | 'EU' | null;
  debtor: ClaimDebtor;
  /** The order payments are credited in, here and by the country's law. */
  crediting: 'interest-first' | 'principal-first' | null;
  lawCrediting: 'interest-first' | 'principal-first' | null;
  /** What the invoice itself still has open on the day, by the ledger. */
  invoiceOpen: Money;
  /** What the client has in hand with the account, in the currency of the invoice. It lessens no interest until it is set off. */
  inHand: Money | null;
  /** Where that comes from: money first, then documents, the oldest first; at most 200 of them. */
  inHandFrom: CreditInHand[];
  /** What the delay adds to that, without what was waived or stands on notes: interest, and the compensation where it is in the total. Null while something is missing. */
  lateCharges: Money | null;
  /** What somebody has given up; the claim says what the law gives all the same. */
  waived: Part[];
  /** What was said about it, the last first. */
  choices: ChargeChoice[];
  /** Notes that hold, the first one first. */
  notes: ClaimNote[];
  claim: ClaimResult | null;
  byLaw: ClaimByLaw | null;
  blocked: BlockedClaim | null;
}
