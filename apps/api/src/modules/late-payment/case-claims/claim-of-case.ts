import type { LocalDate } from '@invoicetracker/calendar';
import {
  calculateClaim,
  type Claim,
  type ClaimInput,
  type ClaimKind,
  COUNTRIES,
  DEFAULT_OPTIONS,
  type LawCountry,
  Refusal,
} from '@invoicetracker/interest';

import type { LatePaymentSettingsView } from '../settings/late-payment-settings.dto.js';
import { lawInForce } from '../settings/late-payment-settings.reader.js';
import type { ClaimFacts } from './claim-facts.reader.js';
import { paymentsKept } from './payments-kept.js';

/** Why there is no figure, and what somebody has to add or say before there is one. */
export interface Blocked {
  readonly code: 'no-law' | 'kind-unknown' | 'cancelled' | Refusal['code'];
  readonly detail: string;
  /** the figure that is missing: which, and of which day */
  readonly missing: Refusal['missing'];
}

export type CreditingOrder = 'interest-first' | 'principal-first';

/** What the client of one case owes on a day. */
export interface ClaimOfCase {
  readonly law: LawCountry | null;
  /** null where nobody knows */
  readonly kind: ClaimKind | null;
  /** null where the law is not known */
  readonly order: { readonly inForce: CreditingOrder; readonly ofLaw: CreditingOrder } | null;
  readonly claim: Claim | null;
  /** the same claim with its payments credited as the law has it, where the account does it otherwise */
  readonly byLaw: Claim | null;
  readonly blocked: Blocked | null;
}

type Tables = Pick<ClaimInput, 'rates' | 'exchange'>;

/**
 * The claim of a case as of a day: from its invoice, its credit notes and what was paid. Pure. Where a
 * figure, the law, or what kind of client it is are not known there is no claim, and the reason says why.
 */
export function claimOfCase(
  facts: ClaimFacts,
  settings: LatePaymentSettingsView,
  asOf: LocalDate,
  tables: Tables,
): ClaimOfCase {
  const law = lawInForce(settings);
  const kind = kindOf(facts);
  const none = { law, kind, order: null, claim: null, byLaw: null };
  if (law === null) return { ...none, blocked: NO_LAW };
  const ofLaw = COUNTRIES[law].crediting.order;
  const inForce = settings.crediting === 'law' ? ofLaw : settings.crediting;
  const known = { ...none, order: { inForce, ofLaw } };
  if (facts.isCancelled) return { ...known, blocked: CANCELLED };
  if (kind === null) return { ...known, blocked: KIND_UNKNOWN };
  const input = inputOf(facts, { law, kind }, settings, asOf, tables);
  const claim = calculateClaim(input);
  if (claim instanceof Refusal) return { ...known, blocked: claim };
  if (inForce === ofLaw || claim.steps.length === 0) return { ...known, claim, blocked: null };
  const byLaw = calculateClaim({ ...input, options: { ...input.options, crediting: 'law' } });
  return { ...known, claim, byLaw: byLaw instanceof Refusal ? null : byLaw, blocked: null };
}

/** Whoever has a tax number does business, unless somebody has said otherwise; nobody else is guessed at. */
export function kindOf({
  statedKind,
  hasTaxNumber,
}: Pick<ClaimFacts, 'statedKind' | 'hasTaxNumber'>): ClaimKind | null {
  return statedKind ?? (hasTaxNumber ? 'commercial' : null);
}

function inputOf(
  { principal, dueOn, moved, compensationClaimedOn }: ClaimFacts,
  { law, kind }: { law: LawCountry; kind: ClaimKind },
  settings: LatePaymentSettingsView,
  asOf: LocalDate,
  tables: Tables,
): ClaimInput {
  const { crediting, dayCount, rounding, shift, maturity, transition2020 } = settings;
  const { compensationBase } = settings;
  return {
    country: law,
    kind,
    // more credited than invoiced: nothing is owed
    principal: principal.minor < 0n ? { ...principal, minor: 0n } : principal,
    costs: null,
    dueOn,
    payments: paymentsKept(moved, principal.currency),
    asOf,
    rate: { kind: 'statutory' },
    options: {
      ...DEFAULT_OPTIONS,
      ...{ crediting, dayCount, rounding, shift, maturity, transition2020, compensationBase },
      compensationClaimedOn,
    },
    ...tables,
  };
}

const NO_LAW: Blocked = {
  code: 'no-law',
  detail: 'The law of the country of the account is not known here: choose one in the settings.',
  missing: null,
};

const KIND_UNKNOWN: Blocked = {
  code: 'kind-unknown',
  detail: 'Say whether the client is a business, a public body or a consumer: the law differs.',
  missing: null,
};

const CANCELLED: Blocked = {
  code: 'cancelled',
  detail: 'The invoice is cancelled: nothing is owed on it.',
  missing: null,
};
