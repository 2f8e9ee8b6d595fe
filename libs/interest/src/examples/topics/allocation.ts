import type { Money } from '@invoicetracker/money';
import { credit, type CreditingOrder } from '../../claim/credit.js';
import { creditDebts, type OpenDebt } from '../../claim/credit-debts.js';
import type { Claim } from '../../claim/claim.js';
import { COUNTRIES } from '../../law/countries.js';
import { Refusal } from '../../law/refusal.js';
import type { Example, Fields, Topic } from '../example.js';
import { claimOf, countryOf, currencyOf, optionsIn } from '../read-claim.js';
import { amountIn, firstDayIn, listIn, needAmount, needText, textIn } from '../read-fields.js';
import { amountText, refusedFields } from '../write-fields.js';

/** What a payment settles: of several debts, of one claim over time, or of one debt as it stands. */
export const allocation: Topic = (example) => {
  if (example.input['debts'] !== undefined) return ofDebts(example);
  if (example.input['due_date'] === undefined) return ofOneDebt(example);
  const claim = claimOf(example);
  return claim instanceof Refusal ? refusedFields(claim) : ofClaim(claim);
};

function ofClaim(claim: Claim): Fields {
  const steps = claim.steps.map((step) => ({
    date: step.on,
    payment: amountText(step.paid),
    interest_accrued_to_date: amountText(step.interestAccrued),
    interest_due: amountText(step.interestDue),
    to_interest: amountText(step.toInterest),
    to_principal: amountText(step.toPrincipal),
    principal_after: amountText(step.principalAfter),
    interest_after: amountText(step.interestAfter),
  }));
  const end = {
    date: claim.asOf,
    interest_open: amountText(claim.interestOpen),
    principal_open: amountText(claim.principalOpen),
    total_open: amountText(claim.totalBeforeCompensation),
  };
  return { steps: [...steps, end], ...end };
}

function orderOf(example: Example): CreditingOrder {
  const policy =
    textIn(example.input, 'creditor_policy') ?? textIn(example.input, 'creditor_direction');
  const chosen = optionsIn({ policy }).crediting;
  return chosen === 'law' ? COUNTRIES[countryOf(example)].crediting.order : chosen;
}

function ofOneDebt(example: Example): Fields {
  const currency = currencyOf(example);
  const open = openIn(example.input, currency);
  const payment = needAmount(example.input, 'payment', currency);
  const parts = credit(payment.minor, open, orderOf(example));
  const text = (minor: bigint): string | null => amountText({ ...payment, minor });
  return {
    to_costs: text(parts.costs),
    to_interest: text(parts.interest),
    to_principal: text(parts.principal),
    costs_open: text(open.costs - parts.costs),
    interest_open: text(open.interest - parts.interest),
    principal_open: text(open.principal - parts.principal),
    unallocated: text(parts.left),
  };
}

function ofDebts(example: Example): Fields {
  const { input } = example;
  const currency = currencyOf(example);
  const payment = needAmount(input, 'payment', currency);
  const debts: readonly OpenDebt[] = listIn(input, 'debts').map((debt) => ({
    id: needText(debt, 'id'),
    dueOn: firstDayIn(debt, ['due_date', 'due', 'mature_on', 'matured_on', 'claim_mature_on']),
    open: openIn(debt, currency),
  }));
  const ties = countryOf(example) === 'DE' ? 'in-proportion' : 'in-order';
  const named = textIn(input, 'debtor_designates');
  const { byDebt, left } = creditDebts(payment, debts, named, orderOf(example), ties);
  const text = (minor: bigint): string | null => amountText({ ...payment, minor });
  const results = debts.map(({ id, open }): [string, Fields] => {
    const parts = byDebt.get(id)!;
    return [
      id,
      {
        costs_paid: text(parts.costs),
        interest_paid: text(parts.interest),
        principal_paid: text(parts.principal),
        costs_open: text(open.costs - parts.costs),
        interest_open: text(open.interest - parts.interest),
        principal_open: text(open.principal - parts.principal),
      },
    ];
  });
  return { ...Object.fromEntries(results), unallocated: text(left) };
}

function openIn(
  fields: Fields,
  currency: string,
): { costs: bigint; interest: bigint; principal: bigint } {
  const minorOf = (amount: Money | null): bigint => amount?.minor ?? 0n;
  return {
    costs: minorOf(amountIn(fields, 'costs', currency)),
    interest: minorOf(amountIn(fields, 'interest', currency)),
    principal: needAmount(fields, 'principal', currency).minor,
  };
}
