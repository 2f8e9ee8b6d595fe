import { compare, money, zero } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { type InvoiceCharges, readLateCharges } from '../../late-payment/contract/late-charges.js';
import type { Language } from '../../identity/contract/languages.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import { makeAttachments } from '../attachments/make-attachments.js';
import { readOpenItems } from '../attachments/open-items.reader.js';
import { wantedAttachments } from '../attachments/wanted-attachments.js';
import type { ClientCredit } from '../../cases/contract/client-credit.js';
import { creditsShown } from '../texts/credits-shown.js';
import { textInForce } from '../templates/text-in-force.js';
import type { InvoiceFacts, NoticeFacts } from '../texts/notice-facts.js';
import type { SenderKind } from '../senders/sender.reader.js';
import type { Letter } from '../texts/letter-view.js';
import { filledLetter, rendered, type RenderedText } from '../texts/render-text.js';

export interface NoticeToRender {
  readonly clientId: string;
  readonly audience: 'client' | 'staff';
  readonly stageKey: string;
  readonly language: Language;
  /** Whose signature it carries. */
  readonly senderKind: SenderKind;
  readonly caseIds: readonly string[];
  /** What the client has in hand. */
  readonly credit: ClientCredit;
  /** The account's day the notice is written on. */
  readonly today: string;
}

export interface Recipient {
  /** Null for the firm's own people. */
  readonly contactId: string | null;
  readonly email: string;
}

export interface RenderedNotice extends RenderedText {
  /** The same in its parts, for a page that is printed. */
  readonly letter: Letter;
  /** 0 is the text that ships with the product. */
  readonly templateVersion: number;
  readonly recipients: readonly Recipient[];
  readonly attachments: readonly MailAttachment[];
  /** What it says of interest and compensation, by case. */
  readonly charges: readonly InvoiceCharges[];
}

/**
 * Writes a notice out: the text in force for its stage and language, filled with what the account, the
 * client and the invoices say now; what goes with it, and whom it goes to.
 *
 * @throws BrokenText when the account's own text cannot be filled
 */
export async function renderNotice(
  tx: Transaction,
  scope: AccountScope,
  notice: NoticeToRender,
): Promise<RenderedNotice> {
  const [{ text, version }, facts, recipients, wanted] = await Promise.all([
    textInForce(tx, scope.accountId, notice.stageKey, notice.language),
    readNoticeFacts(tx, scope, notice),
    notice.audience === 'staff' ? staff(tx, scope) : contacts(tx, scope, notice.clientId),
    wantedAttachments(tx, scope, notice.stageKey, notice.caseIds),
  ]);
  const items = wanted.includes('statement')
    ? await readOpenItems(tx, scope, notice.clientId, notice.today)
    : [];
  const { files, codes } = await makeAttachments(wanted, facts, items, notice.language);
  const letter = filledLetter(text, facts, notice.language, codes);
  return {
    ...rendered(letter),
    letter,
    templateVersion: version,
    recipients,
    attachments: files,
    charges: facts.invoices.flatMap((invoice) => invoice.charges ?? []),
  };
}

/** Everything a text may speak of. */
export async function readNoticeFacts(
  tx: Transaction,
  scope: AccountScope,
  notice: Omit<NoticeToRender, 'audience' | 'language'>,
): Promise<NoticeFacts> {
  const [parties, claims] = await Promise.all([
    tx.one<Pick<NoticeFacts, 'firm' | 'client' | 'signature'>>(PARTIES, [
      scope.accountId,
      notice.clientId,
      notice.senderKind,
    ]),
    invoices(tx, scope, notice),
  ]);
  const { due, coming } = dueAndComing(claims, notice.today);
  const credits = creditsShown(notice.credit, due);
  return { ...parties!, invoices: due, coming, credits, today: notice.today };
}

/** What comes due goes along with what is due; where nothing is due yet, the letter is about what comes. */
function dueAndComing(invoices: readonly InvoiceFacts[], today: string) {
  const due = invoices.filter((invoice) => invoice.dueOn <= today);
  if (due.length === 0) return { due: invoices, coming: [] };
  return { due, coming: invoices.filter((invoice) => invoice.dueOn > today) };
}

const PARTIES = prepared(
  `select jsonb_build_object('legalName', a.legal_name, 'taxNumber', coalesce(a.tax_number, ''), 'email', coalesce(a.email, ''), 'country', a.country, 'phone', coalesce(a.phone, ''),
                               'contactPerson', coalesce(a.contact_person, ''), 'bankAccount', coalesce(a.bank_account, ''), 'bankName', coalesce(a.bank_name, ''),
                               'address', concat_ws(', ', a.street, nullif(concat_ws(' ', a.postal_code, a.city), ''), a.country)) as firm,
            jsonb_build_object('name', l.name, 'taxNumber', coalesce(l.tax_number, ''),
                               'address', concat_ws(', ', l.street, nullif(concat_ws(' ', l.postal_code, l.city), ''), l.country)) as client,
            coalesce((select s.signature from senders s where s.account_id = $1 and (s.is_default or s.is_escalated and $3 = 'escalated')
                       order by s.is_escalated desc limit 1), '') as signature
       from accounts a join clients l on l.account_id = a.id and l.id = $2 where a.id = $1`,
);

interface InvoiceRow {
  case_id: string;
  number: string;
  issued_on: string | null;
  due_on: string;
  gross_minor: string;
  allocated_minor: string;
  balance_minor: string;
  currency: string;
  bank_account: string;
  bank_name: string;
  ksef_number: string;
  is_split_payment: boolean;
}

async function invoices(
  tx: Transaction,
  scope: AccountScope,
  {
    caseIds,
    stageKey,
    credit,
    today,
  }: Pick<NoticeToRender, 'caseIds' | 'stageKey' | 'credit' | 'today'>,
): Promise<InvoiceFacts[]> {
  const [rows, charges] = await Promise.all([
    tx.query<InvoiceRow>(INVOICES, [scope.accountId, caseIds]),
    readLateCharges(tx, scope.accountId, { caseIds, stageKey, asOf: today }),
  ]);
  return rows.map((row) => {
    const open = money(BigInt(row.balance_minor), row.currency);
    const credited = credit.credited.get(row.case_id) ?? zero(row.currency);
    return {
      number: row.number,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      gross: money(BigInt(row.gross_minor), row.currency),
      paid: money(BigInt(row.allocated_minor), row.currency),
      open,
      credited,
      bankAccount: row.bank_account,
      bankName: row.bank_name,
      ksefNumber: row.ksef_number,
      isSplitPayment: row.is_split_payment,
      // who has the whole debt in hand is asked for nothing
      charges: (compare(open, credited) > 0 && charges.get(row.case_id)) || null,
    };
  });
}

const INVOICES = prepared(
  `select c.id as case_id, i.number, i.issued_on, i.due_on, i.gross_minor, i.allocated_minor, i.balance_minor, i.currency, coalesce(i.bank_account, '') as bank_account,
            coalesce(i.bank_name, '') as bank_name, coalesce(i.ksef_number, '') as ksef_number, i.is_split_payment
       from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
       join cases c on c.account_id = $1 and c.id = given.id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      order by i.due_on, i.number, i.id`,
);

function contacts(tx: Transaction, scope: AccountScope, clientId: string): Promise<Recipient[]> {
  return tx.query<Recipient>(CONTACTS, [scope.accountId, clientId]);
}

const CONTACTS = prepared(
  `select id as "contactId", email from client_contacts
    where account_id = $1 and client_id = $2 and is_dunning and refused_at is null order by position, email`,
);

/** The addresses the account has named, else its admins. */
function staff(tx: Transaction, scope: AccountScope): Promise<Recipient[]> {
  return tx.query<Recipient>(
    `select null as "contactId", email from (
       select unnest(a.staff_emails) as email from accounts a where a.id = $1
       union
       select u.email from memberships m join users u on u.id = m.user_id join accounts a on a.id = m.account_id
        where m.account_id = $1 and m.role = 'admin' and not u.is_disabled and cardinality(a.staff_emails) = 0) s order by email`,
    [scope.accountId],
  );
}
