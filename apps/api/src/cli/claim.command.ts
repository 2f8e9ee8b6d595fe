import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ClaimView } from '@invoicetracker/interest';

import type { ClaimRequest, PaymentRequest } from '../modules/late-payment/claim-request.js';
import { workOutClaim } from '../modules/late-payment/work-out-claim.js';
import { DomainError } from '../platform/http/domain-error.js';
import { report } from './with-product.js';

interface ClaimFlags {
  country?: string;
  kind?: string;
  principal: string;
  currency: string;
  costs?: string;
  due?: string;
  paid?: string;
  payment: PaymentRequest[];
  asOf?: string;
  annualPercent?: string;
  agreedAnnualPercent?: string;
  days?: number;
  exchangeRate?: string;
  crediting?: ClaimRequest['crediting'];
  dayCount?: ClaimRequest['dayCount'];
  maturity?: ClaimRequest['maturity'];
  shift: boolean;
}

/** `claim`: what a late payment costs, from plain input. Needs no database and no settings. */
export function addClaimCommand(program: Command): void {
  program
    .command('claim')
    .description('what a late payment costs by law, from plain input')
    .option(
      '--country <code>',
      'whose law: PL, HU, DE, or EU and its other members for the European minimum',
    )
    .option('--kind <kind>', 'commercial, public-body, public-health or consumer')
    .requiredOption('--principal <amount>', 'gross amount of the invoice, e.g. 12400.00')
    .requiredOption('--currency <code>', 'e.g. PLN')
    .option('--costs <amount>', 'costs already claimed beside it')
    .option('--due <day>', 'the agreed due date, YYYY-MM-DD')
    .option('--paid <day>', 'the day the whole principal was paid')
    .option('--payment <day=amount>', 'a part payment; may be repeated', addPayment, [])
    .option('--as-of <day>', 'the last day that counts; the last payment if left out')
    .option('--annual-percent <rate>', "a rate to take instead of the law's")
    .option('--agreed-annual-percent <rate>', 'an agreed rate, as far as the law allows')
    .option('--days <number>', 'days at --annual-percent, instead of --due', parseDays)
    .option('--exchange-rate <rate>', 'mid rate of one euro for the day the law names')
    .addOption(
      new Option('--crediting <order>', 'what payments settle first').choices([
        'law',
        'interest-first',
        'principal-first',
      ]),
    )
    .addOption(new Option('--day-count <way>').choices(['actual/365', 'actual/actual']))
    .addOption(new Option('--maturity <day>').choices(['next-day', 'due-day']))
    .option('--no-shift', 'leave a due date on a day off where it is')
    .action((flags: ClaimFlags, command: Command) => {
      try {
        const claim = workOutClaim(requestOf(flags));
        report(command, claim, inWords(claim));
      } catch (error) {
        const isForPrograms = command.optsWithGlobals<{ json?: boolean }>().json === true;
        if (!(error instanceof DomainError) || !isForPrograms) throw error;
        // a program that asked for JSON gets the refusal as JSON too
        console.log(JSON.stringify(refusalView(error)));
        process.exitCode = 3;
      }
    });
}

function refusalView({ code, message, fields }: DomainError): object {
  return { isRefused: true, code, detail: message, errors: fields };
}

function requestOf(flags: ClaimFlags): ClaimRequest {
  const { due, paid, payment, days, shift, ...same } = flags;
  return {
    ...same,
    dueOn: due,
    paidOn: paid,
    payments: payment,
    daysLate: days,
    shift: shift ? 'law' : 'none',
  };
}

function addPayment(text: string, before: PaymentRequest[]): PaymentRequest[] {
  const parts = /^(?<on>\d{4}-\d{2}-\d{2})=(?<amount>\d+(\.\d+)?)$/.exec(text)?.groups;
  if (!parts)
    throw new InvalidArgumentError('A payment is a day and an amount: 2026-04-15=500.00.');
  return [...before, { on: parts['on']!, amount: parts['amount']! }];
}

function parseDays(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('A number of days, e.g. 44.');
  return Number(text);
}

function inWords(claim: ClaimView): string {
  const { compensation, dueOn, effectiveDueOn, daysLate } = claim;
  return [
    dueOn === null
      ? `${daysLate} days late.`
      : `Due ${dueOn}, payable until ${effectiveDueOn}; ${daysLate} days late.`,
    ...claim.periods.map(periodInWords),
    `Interest: ${money(claim.interest)}, open ${money(claim.interestOpen)}; principal open: ${money(claim.principalOpen)}.`,
    compensation === null
      ? 'No compensation is due.'
      : `Compensation: ${money(compensation.euro)}${compensation.exchangeRate === null ? '' : ` = ${money(compensation.amount!)}`}.`,
    ...claim.missing.map((missing) => `Missing: ${missing.detail}`),
    claim.total
      ? `Total: ${money(claim.total)}.`
      : `Total without the compensation: ${money(claim.totalBeforeCompensation)}.`,
  ].join('\n');
}

function periodInWords(period: ClaimView['periods'][number]): string {
  const when = period.from === null ? '' : `${period.from} to ${period.to}: `;
  return `  ${when}${period.days} days at ${period.annualPercent} % of ${money(period.principal)} = ${period.interestUnrounded}`;
}

function money({ amount, currency }: { amount: string; currency: string }): string {
  return `${amount} ${currency}`;
}
