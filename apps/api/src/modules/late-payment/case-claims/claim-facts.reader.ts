import { type LocalDate, localDate } from '@invoicetracker/calendar';
import type { ClaimKind, ClaimPayment, Designation } from '@invoicetracker/interest';
import { money, type Money } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { isNamedInTitle } from '../../payments/contract/named-in-title.js';

/** Money on an invoice, or money that went back from it (below zero). */
export interface MoneyMoved {
  readonly on: LocalDate;
  readonly minor: bigint;
  /** what the payer said it is for, where that is to be followed */
  readonly towards: ClaimPayment['towards'];
}

/** What the law adds to a late debt. */
export type ChargePart = 'interest' | 'compensation';

/** What an interest note that holds has of a case: it is not claimed a second time. */
export interface NotedCharge {
  readonly noteId: string;
  readonly number: string;
  /** of the note, not only of this case */
  readonly isPaid: boolean;
  readonly currency: string;
  readonly interestMinor: bigint;
  /** null where it is not on the note */
  readonly compensationMinor: bigint | null;
}

/** Everything about a case that its claim is worked out from. */
export interface ClaimFacts {
  readonly caseId: string;
  readonly clientId: string;
  readonly clientVersion: number;
  /** what somebody has said the client is; null where nobody has */
  readonly statedKind: ClaimKind | null;
  readonly hasTaxNumber: boolean;
  readonly isCancelled: boolean;
  /** the invoice's total less its credit notes: what they take back never was owed */
  readonly principal: Money;
  readonly dueOn: LocalDate;
  readonly moved: readonly MoneyMoved[];
  /** the day a letter first asked for compensation; null where none has */
  readonly compensationClaimedOn: LocalDate | null;
  /** what somebody has given up */
  readonly waived: readonly ChargePart[];
  /** the first note first */
  readonly noted: readonly NotedCharge[];
}

interface MovedRow {
  on: string;
  minor: string;
  note: string | null;
  isSaid: boolean;
  towards: Designation | null;
  isFollowed: boolean | null;
}

interface Row {
  case_id: string;
  client_id: string;
  version: number;
  claim_kind: ClaimKind | null;
  has_tax_number: boolean;
  is_cancelled: boolean;
  principal_minor: string;
  currency: string;
  due_on: string;
  number: string;
  moved: MovedRow[];
  compensation_claimed_on: string | null;
  waived: ChargePart[];
  noted: {
    noteId: string;
    number: string;
    isPaid: boolean;
    currency: string;
    interest: string;
    compensation: string | null;
  }[];
}

/** The facts of these cases, in no order; one that is not there is left out. */
export async function readClaimFacts(
  tx: Transaction,
  accountId: string,
  caseIds: readonly string[],
): Promise<ClaimFacts[]> {
  const rows = await tx.query<Row>(FACTS, [accountId, caseIds]);
  return rows.map((row) => ({
    caseId: row.case_id,
    clientId: row.client_id,
    clientVersion: row.version,
    statedKind: row.claim_kind,
    hasTaxNumber: row.has_tax_number,
    isCancelled: row.is_cancelled,
    principal: money(BigInt(row.principal_minor), row.currency),
    dueOn: localDate(row.due_on),
    moved: row.moved.map((each) => ({
      on: localDate(each.on),
      minor: BigInt(each.minor),
      towards: towardsOf(each, row.number),
    })),
    compensationClaimedOn:
      row.compensation_claimed_on === null ? null : localDate(row.compensation_claimed_on),
    waived: row.waived,
    noted: row.noted.map(({ interest, compensation, ...note }) => ({
      ...note,
      interestMinor: BigInt(interest),
      compensationMinor: compensation === null ? null : BigInt(compensation),
    })),
  }));
}

/** A person's word goes before the title of the transfer. */
function towardsOf(
  { isSaid, towards, isFollowed, note }: MovedRow,
  number: string,
): MoneyMoved['towards'] {
  if (isSaid) return isFollowed === true && towards !== null ? towards : 'as-ordered';
  return isNamedInTitle(note, number) ? 'invoice' : 'as-ordered';
}

/** A payment counts from the day it came in, however late somebody allocated it. */
const FACTS = prepared(
  `select c.id as case_id, c.client_id, l.version, l.claim_kind, coalesce(l.tax_number, '') <> '' as has_tax_number,
            i.cancelled_on is not null or i.removed_on is not null as is_cancelled,
            i.gross_minor - coalesce(a.credited_minor, 0) as principal_minor, i.currency, i.due_on, i.number, coalesce(a.moved, '[]') as moved,
            (select min(n.planned_on)::text from notice_cases k join notices n on n.account_id = k.account_id and n.id = k.notice_id
              where k.account_id = $1 and k.case_id = c.id and k.compensation_minor is not null and k.outcome <> 'dropped' and n.state = 'sent') as compensation_claimed_on,
            array(select w.part from (select distinct on (h.part) h.part, h.is_waived from late_charge_choices h
                   where h.account_id = $1 and h.case_id = c.id order by h.part, h.id desc) w where w.is_waived) as waived,
            coalesce((select jsonb_agg(jsonb_build_object('noteId', t.id, 'number', t.number, 'isPaid', t.paid_minor = t.total_minor, 'currency', t.currency, 'interest', w.interest_minor::text,
                                                          'compensation', w.compensation_minor::text) order by t.id)
                        from interest_note_lines w join interest_notes t on t.account_id = $1 and t.id = w.note_id
                       where w.account_id = $1 and w.case_id = c.id and w.is_live), '[]') as noted
       from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
       join cases c on c.account_id = $1 and c.id = given.id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
       join clients l on l.account_id = c.account_id and l.id = c.client_id
       left join lateral (
         select sum(s.minor) filter (where s.payment_id is null) as credited_minor,
                jsonb_agg(jsonb_build_object('on', p.received_on, 'minor', s.minor::text, 'note', p.note, 'isSaid', g.id is not null,
                                             'towards', g.towards, 'isFollowed', g.is_followed) order by p.received_on, p.id)
                  filter (where s.payment_id is not null and s.minor <> 0) as moved
           from (select a.payment_id, sum(a.amount_minor) as minor from allocations a
                  where a.account_id = c.account_id and a.invoice_id = c.invoice_id group by a.payment_id) s
           left join payments p on p.account_id = $1 and p.id = s.payment_id
           left join lateral (
             select * from payment_designations d where d.account_id = $1 and d.payment_id = p.id order by d.id desc limit 1) g on true) a on true`,
);
