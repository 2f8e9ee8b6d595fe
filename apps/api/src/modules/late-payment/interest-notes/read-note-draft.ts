import { localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { Language } from '../../identity/contract/languages.js';
import type { InterestNoteFacts } from '../../notifications/contract/interest-note-facts.js';
import { readParties } from '../../notifications/contract/read-parties.js';
import { type ChargePart, readClaimFacts } from '../case-claims/claim-facts.reader.js';
import { claimOfCase } from '../case-claims/claim-of-case.js';
import { ratesOfNow } from '../rates/read-rates.js';
import type { LatePaymentSettingsView } from '../settings/late-payment-settings.dto.js';
import { type DraftLine, type LineObstacle, type NotedInvoice, noteLine } from './note-line.js';

/** What somebody asks to be put on a note. */
export interface WantedNote {
  readonly caseIds: readonly string[];
  readonly parts: readonly ChargePart[];
  /** null: the client's */
  readonly language: Language | null;
  readonly payBy: string;
}

/** An invoice that cannot be on a note. */
export interface BlockedLine extends LineObstacle {
  readonly caseId: string;
  readonly invoiceNumber: string;
}

/** A note before it has its number. */
export interface NoteDraft {
  readonly clientId: string;
  /** what cannot be on it, and why: a note with such is not issued */
  readonly blocked: readonly BlockedLine[];
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly interestMinor: bigint;
  readonly compensationMinor: bigint;
  readonly facts: InterestNoteFacts;
}

interface Row {
  case_id: string;
  client_id: string;
  language: Language;
  number: string;
  issued_on: string | null;
  gross_minor: string;
  currency: string;
  bank_account: string;
  bank_name: string;
}

/**
 * Works a note out as of a day, from the claims that screens show. Whoever issues it holds the cases.
 *
 * @throws NotFound, or Invalid `one-client-a-note`, `one-currency-a-note`, `bank-account-missing`
 */
export async function readNoteDraft(
  tx: Transaction,
  accountId: string,
  wanted: WantedNote,
  { today, issuer }: { today: string; issuer: string },
  settings: LatePaymentSettingsView,
): Promise<NoteDraft> {
  const rows = await tx.query<Row>(INVOICES, [accountId, wanted.caseIds]);
  if (rows.length < wanted.caseIds.length) throw new NotFound('case');
  const [{ client_id: clientId, language: ofClient }] = rows as [Row, ...Row[]];
  if (rows.some((row) => row.client_id !== clientId)) throw SEVERAL_CLIENTS;
  const known = new Map(
    (await readClaimFacts(tx, accountId, wanted.caseIds)).map((one) => [one.caseId, one]),
  );
  const rates = await ratesOfNow(tx);
  const claims = rows.map((row) =>
    claimOfCase(known.get(row.case_id)!, settings, localDate(today), rates),
  );
  const looked = rows.map((row, index) =>
    noteLine(invoiceOf(row), known.get(row.case_id)!, claims[index]!, wanted.parts),
  );
  const lines = looked.filter((line): line is DraftLine => !('code' in line));
  const blocked = looked.flatMap((line, index) => {
    if (!('code' in line)) return [];
    const { case_id: caseId, number: invoiceNumber } = rows[index]!;
    return [{ ...line, caseId, invoiceNumber }];
  });
  // one account and one client: the same for all lines
  const { law, kind } = claims[0]!;
  const currency = currencyOf(lines) ?? rows[0]!.currency;
  const { firm, client } = await readParties(tx, accountId, clientId);
  const interestMinor = lines.reduce((sum, line) => sum + line.interest.minor, 0n);
  const compensationMinor = lines.reduce((sum, line) => sum + (line.compensation?.minor ?? 0n), 0n);
  return {
    clientId,
    blocked,
    currency,
    lines,
    interestMinor,
    compensationMinor,
    facts: {
      ...{ firm, client, issuer },
      isConsumer: kind === 'consumer',
      ...accountToPay(firm, rows),
      number: null,
      language: wanted.language ?? ofClient,
      law: law ?? 'EU',
      issuedOn: today,
      payBy: wanted.payBy,
      lines: lines.map(({ says }) => says),
      interest: interestMinor === 0n ? null : { ...moneyOf(interestMinor, currency) },
      compensation: compensationMinor === 0n ? null : { ...moneyOf(compensationMinor, currency) },
      total: { ...moneyOf(interestMinor + compensationMinor, currency) },
    },
  };
}

const INVOICES = `
select c.id as case_id, c.client_id, l.language, i.number, i.issued_on, i.gross_minor, i.currency, coalesce(i.bank_account, '') as bank_account,
       coalesce(i.bank_name, '') as bank_name
  from cases c
  join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
  join clients l on l.account_id = c.account_id and l.id = c.client_id
 where c.account_id = $1 and c.id = any ($2)
 order by i.due_on, i.number, c.id`;

function invoiceOf(row: Row): NotedInvoice {
  return {
    caseId: row.case_id,
    number: row.number,
    issuedOn: row.issued_on,
    gross: money(BigInt(row.gross_minor), row.currency),
  };
}

/** Interest is in the invoice's currency, a compensation in the one the law has it in. */
function currencyOf(lines: readonly DraftLine[]): string | undefined {
  const currencies = new Set(
    lines.flatMap(({ interest, compensation }) => [
      ...(interest.minor > 0n ? [interest.currency] : []),
      ...(compensation === null ? [] : [compensation.currency]),
    ]),
  );
  if (currencies.size > 1) throw SEVERAL_CURRENCIES;
  return [...currencies][0];
}

/** The firm's own account; where it has not said, the one on the latest invoice. */
function accountToPay(firm: InterestNoteFacts['firm'], rows: readonly Row[]) {
  if (firm.bankAccount !== '') return { bankAccount: firm.bankAccount, bankName: firm.bankName };
  const latest = rows.findLast((row) => row.bank_account !== '');
  if (latest === undefined) throw NO_ACCOUNT;
  return { bankAccount: latest.bank_account, bankName: latest.bank_name };
}

/** @throws DomainError `note-blocked` naming every invoice that has no figure, and why */
export function requireWhole({ blocked }: NoteDraft): void {
  if (blocked.length === 0) return;
  const reasons = blocked.map(({ invoiceNumber, detail }) => `${invoiceNumber}: ${detail}`);
  throw new DomainError(
    'conflict',
    'note-blocked',
    reasons.join(' '),
    blocked.map(({ code }, index) => ({ field: 'caseIds', code, message: reasons[index]! })),
  );
}

const SEVERAL_CLIENTS = new Invalid(
  'one-client-a-note',
  'A note is for one client: issue one for each.',
  [{ field: 'caseIds', code: 'one-client-a-note', message: 'must be cases of one client' }],
);

const SEVERAL_CURRENCIES = new Invalid(
  'one-currency-a-note',
  'A note is in one currency: issue one for each, or interest and compensation apart.',
  [{ field: 'caseIds', code: 'one-currency-a-note', message: 'must be in one currency' }],
);

const NO_ACCOUNT = new Invalid(
  'bank-account-missing',
  'A note must name a bank account: add one to the company profile.',
);
