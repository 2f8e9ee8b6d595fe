import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { LastLook } from '../../cases/contract/drop-settled-cases.js';
import type { Language } from '../../identity/contract/languages.js';
import { markEnclosed, readNotesToEnclose } from '../../late-payment/contract/notes-to-send.js';
import type { LeftOut } from '../attachments/invoice-pdfs.js';
import { renderNotice } from '../contract/render-notice.js';
import type { SenderKind } from '../senders/sender.reader.js';
import { canBeJoined, joinPdfs } from './join-pdfs.js';
import { letterPdf } from './letter-pdf.js';

export interface WrittenLetter {
  readonly subject: string;
  readonly bodyText: string;
  readonly templateVersion: number;
  /** The letter with what its stage sends along, as one document. */
  readonly file: MailAttachment;
  /** Invoices it should hold and cannot. */
  readonly leftOut: readonly LeftOut[];
}

interface Row {
  client_id: string;
  stage_key: string;
  language: Language;
  sender_kind: SenderKind;
  name: string;
  street: string;
  town: string;
  country: string;
  firm_country: string;
}

/**
 * Writes a letter out as a document, about the cases that are left of it. Null where the client's street or town is not known.
 *
 * @throws BrokenText when the account's own text cannot be filled
 */
export async function writeLetter(
  tx: Transaction,
  scope: AccountScope,
  letterId: string,
  today: string,
  { kept, credit }: LastLook,
): Promise<WrittenLetter | null> {
  const row = (await tx.one<Row>(LETTER, [scope.accountId, letterId]))!;
  if (row.street === '' || row.town === '') return null;
  const notes = await readNotesToEnclose(tx, scope.accountId, row.client_id, today);
  const notice = await renderNotice(tx, scope, {
    notes,
    clientId: row.client_id,
    audience: 'client',
    stageKey: row.stage_key,
    senderKind: row.sender_kind,
    language: row.language,
    caseIds: kept,
    credit,
    today,
    canTakeInvoice: canBeJoined,
  });
  await markEnclosed(
    tx,
    scope.accountId,
    notes.map(({ id }) => id),
    letterId,
  );
  const pictures = new Map(
    notice.attachments.flatMap(({ contentId, content }) =>
      contentId === null ? [] : [[`cid:${contentId}`, content] as const],
    ),
  );
  const letter = await letterPdf(notice.letter, { recipient: recipientOf(row), pictures });
  const enclosed = notice.attachments.filter(({ contentId }) => contentId === null);
  const content =
    enclosed.length === 0
      ? letter
      : await joinPdfs([letter, ...enclosed.map((file) => file.content)]);
  return {
    subject: notice.subject,
    bodyText: notice.bodyText,
    templateVersion: notice.templateVersion,
    file: { name: 'letter.pdf', contentType: 'application/pdf', contentId: null, content },
    leftOut: notice.leftOut,
  };
}

/** As the post reads it: the country last, in capitals, and only abroad. */
function recipientOf({ name, street, town, country, firm_country, language }: Row): string[] {
  const abroad = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  const lines = [name, street, town];
  return country === firm_country ? lines : [...lines, abroad.toLocaleUpperCase(language)];
}

const LETTER = `
select n.client_id, n.stage_key, n.language, n.sender_kind, l.name, trim(coalesce(l.street, '')) as street,
       case when trim(coalesce(l.city, '')) = '' then '' else concat_ws(' ', nullif(trim(l.postal_code), ''), trim(l.city)) end as town,
       l.country, a.country as firm_country
  from notices n
  join accounts a on a.id = n.account_id
  join clients l on l.account_id = n.account_id and l.id = n.client_id
 where n.account_id = $1 and n.id = $2`;
