import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { WhyMissing } from '../../providers/contract/missing-document.js';

/** More than these nobody reads, and many mail servers refuse. */
export const MOST_INVOICE_PDFS = 10;
const MOST_BYTES = 10 * 1024 * 1024;

/** An invoice that a letter leaves without, though its stage sends it along. */
export interface LeftOut {
  readonly caseId: string;
  readonly number: string;
  readonly reason: WhyMissing | 'too-many';
}

export interface InvoicePdfs {
  readonly files: readonly MailAttachment[];
  readonly leftOut: readonly LeftOut[];
}

interface Row {
  caseId: string;
  number: string;
  isLinked: boolean;
  reason: WhyMissing | null;
  sha256: Buffer | null;
  content: Buffer | null;
}

/**
 * The invoices of a letter as their providers print them, as far as they are there; the oldest first.
 *
 * @param canBeTaken says of a document whether this letter can take it along
 */
export async function readInvoicePdfs(
  tx: Transaction,
  scope: AccountScope,
  caseIds: readonly string[],
  canBeTaken: (content: Buffer) => Promise<boolean>,
): Promise<InvoicePdfs> {
  const rows = await tx.query<Row>(DOCUMENTS, [scope.accountId, caseIds]);
  const files: MailAttachment[] = [];
  const leftOut: LeftOut[] = [];
  let bytes = 0;
  for (const { caseId, number, isLinked, reason, sha256, content } of rows) {
    const missing = reason ?? (isLinked ? 'unavailable' : 'not-offered');
    if (content === null || sha256 === null) {
      leftOut.push({ caseId, number, reason: missing });
    } else if (files.length >= MOST_INVOICE_PDFS || bytes + content.length > MOST_BYTES) {
      leftOut.push({ caseId, number, reason: 'too-many' });
    } else if (!(await canBeTaken(content))) {
      leftOut.push({ caseId, number, reason: 'unreadable' });
    } else {
      bytes += content.length;
      const name = fileName(number, files);
      files.push({ name, contentType: 'application/pdf', contentId: null, content, sha256 });
    }
  }
  return { files, leftOut };
}

/** Every program on every computer can keep a file of this name; two of one letter differ. */
function fileName(number: string, files: readonly MailAttachment[]): string {
  const plain = number
    .normalize('NFKD')
    .replaceAll(/[łŁ]/g, 'l')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const name = plain === '' ? 'invoice' : plain;
  const isTaken = files.some((file) => file.name === `${name}.pdf`);
  return isTaken ? `${name}-${files.length + 1}.pdf` : `${name}.pdf`;
}

const DOCUMENTS = prepared(
  `select c.id as "caseId", i.number, i.connection_id is not null as "isLinked", d.reason, d.sha256, f.content
     from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
     join cases c on c.account_id = $1 and c.id = given.id
     join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
     left join invoice_documents d on d.account_id = i.account_id and d.invoice_id = i.id and d.face = invoice_face(i)
     left join stored_files f on f.account_id = d.account_id and f.sha256 = d.sha256
    order by i.due_on, i.number, i.id`,
);
