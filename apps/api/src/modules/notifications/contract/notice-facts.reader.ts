import { compare, isZero, money, zero } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { ClientCredit } from '../../cases/contract/client-credit.js';
import { type InvoiceCharges, readLateCharges } from '../../late-payment/contract/late-charges.js';
import type { SenderKind } from '../senders/sender.reader.js';
import { creditsShown } from '../texts/credits-shown.js';
import type { InvoiceFacts, NoticeFacts } from '../texts/notice-facts.js';
import { readAddressees, readFirm } from './read-parties.js';

/** What a letter speaks of. */
export interface NoticeSubject {
  readonly clientId: string;
  readonly stageKey: string;
  /** Whose signature it carries. */
  readonly senderKind: SenderKind;
  readonly caseIds: readonly string[];
  /** What the client has in hand. */
  readonly credit: ClientCredit;
  /** The account's day the notice is written on. */
  readonly today: string;
}

/** Everything a text may speak of. */
export async function readNoticeFacts(
  tx: Transaction,
  scope: AccountScope,
  notice: NoticeSubject,
): Promise<NoticeFacts> {
  return (await readFactsOf(tx, scope, [notice]))[0]!;
}

/** The same of several notices at once, in their order. All are written on one day. */
export async function readFactsOf(
  tx: Transaction,
  scope: AccountScope,
  notices: readonly NoticeSubject[],
): Promise<NoticeFacts[]> {
  const caseIds = notices.flatMap((notice) => notice.caseIds);
  const [firm, clients, rows, charges] = await Promise.all([
    readFirm(tx, scope.accountId),
    readAddressees(tx, scope.accountId, notices),
    tx.query<InvoiceRow>(INVOICES, [scope.accountId, caseIds, notices[0]?.today ?? null]),
    readCharges(tx, scope, notices),
  ]);
  const byCase = Map.groupBy(rows, (row) => row.case_id);
  return notices.map((notice, index) => {
    const mine = notice.caseIds.flatMap((caseId) => byCase.get(caseId) ?? []);
    const invoices = mine.sort(byPlace).map((row) => toFacts(row, notice.credit, charges));
    const { due, coming } = dueAndComing(invoices, notice.today);
    const credits = creditsShown(notice.credit, due);
    return { ...firm, ...clients[index]!, invoices: due, coming, credits, today: notice.today };
  });
}

/** Which charges a letter speaks of depends on its stage. */
async function readCharges(
  tx: Transaction,
  scope: AccountScope,
  notices: readonly NoticeSubject[],
): Promise<ReadonlyMap<string, InvoiceCharges>> {
  const byStage = Map.groupBy(notices, (notice) => notice.stageKey);
  const charges = await Promise.all(
    [...byStage].map(([stageKey, mine]) =>
      readLateCharges(tx, scope.accountId, {
        caseIds: mine.flatMap((notice) => notice.caseIds),
        stageKey,
        asOf: mine[0]!.today,
      }),
    ),
  );
  return new Map(charges.flatMap((one) => [...one]));
}

/** What comes due goes along with what is due; where nothing is due yet, the letter is about what comes. */
function dueAndComing(invoices: readonly InvoiceFacts[], today: string) {
  const due = invoices.filter((invoice) => invoice.dueOn <= today);
  if (due.length === 0) return { due: invoices, coming: [] };
  return { due, coming: invoices.filter((invoice) => invoice.dueOn > today) };
}

interface InvoiceRow {
  case_id: string;
  /** among all that were asked for */
  place: string;
  number: string;
  issued_on: string | null;
  due_on: string;
  instalment_place: number | null;
  instalment_count: number;
  gross_minor: string;
  allocated_minor: string;
  asked_minor: string;
  contested_minor: string;
  currency: string;
  bank_account: string;
  bank_name: string;
  ksef_number: string;
  is_split_payment: boolean;
}

/** By due date and number. */
const byPlace = (one: InvoiceRow, other: InvoiceRow): number =>
  Number(one.place) - Number(other.place);

function toFacts(
  row: InvoiceRow,
  credit: ClientCredit,
  charges: ReadonlyMap<string, InvoiceCharges>,
): InvoiceFacts {
  const open = money(BigInt(row.asked_minor), row.currency);
  const contested = money(BigInt(row.contested_minor), row.currency);
  const credited = credit.credited.get(row.case_id) ?? zero(row.currency);
  return {
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    gross: money(BigInt(row.gross_minor), row.currency),
    paid: money(BigInt(row.allocated_minor), row.currency),
    open,
    contested,
    credited,
    bankAccount: row.bank_account,
    bankName: row.bank_name,
    ksefNumber: row.ksef_number,
    isSplitPayment: row.is_split_payment,
    // who has the whole debt in hand is asked for nothing, on what is contested nobody can say yet what it bears, and what
    // an instalment bears is a matter of the whole debt
    ...(row.instalment_place !== null && {
      instalment: { place: row.instalment_place, count: row.instalment_count },
    }),
    charges:
      (row.instalment_place === null &&
        compare(open, credited) > 0 &&
        isZero(contested) &&
        charges.get(row.case_id)) ||
      null,
  };
}

const INVOICES = prepared(
  `select c.id as case_id, row_number() over (order by coalesce(plan.on_day, i.due_on), i.number, i.id) as place, i.number, i.issued_on, coalesce(plan.on_day, i.due_on) as due_on, i.gross_minor, i.allocated_minor,
            least(asked.minor, plan.missing_minor) as asked_minor, plan.place as instalment_place, plan.count as instalment_count,
            i.balance_minor - asked.minor as contested_minor, i.currency, coalesce(i.bank_account, '') as bank_account,
            coalesce(i.bank_name, '') as bank_name, coalesce(i.ksef_number, '') as ksef_number, i.is_split_payment
       from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
       join cases c on c.account_id = $1 and c.id = given.id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      cross join lateral asked_of(c.account_id, c.id, i.balance_minor) asked
       -- a client who pays by instalments is written to about the awaited one alone
       left join lateral (select w.* from awaited_instalment(c.account_id, c.id) w where w.breaks_on > $3::date) plan on true`,
);
