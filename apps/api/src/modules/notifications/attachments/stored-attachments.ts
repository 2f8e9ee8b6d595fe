import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** Keeps what leaves with a notice, in place of what an earlier attempt would have sent. */
export async function storeAttachments(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
  files: readonly MailAttachment[],
): Promise<void> {
  await tx.execute(FORGET, [scope.accountId, noticeId]);
  if (files.length === 0) return;
  await tx.execute(STORE, [
    scope.accountId,
    noticeId,
    files.map((file) => file.name),
    files.map((file) => file.contentType),
    files.map((file) => file.contentId),
    files.map((file) => (file.sha256 === undefined ? file.content : null)),
    files.map((file) => file.sha256 ?? null),
  ]);
}

const FORGET = prepared('delete from notice_attachments where account_id = $1 and notice_id = $2');

const STORE = prepared(
  `insert into notice_attachments (account_id, notice_id, position, name, content_type, content_id, content, sha256)
   select $1, $2, f.position, f.name, f.content_type, f.content_id, f.content, f.sha256
     from unnest($3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[]) with ordinality as f(name, content_type, content_id, content, sha256, position)`,
);

/** What left, or is about to leave, with a notice. */
export function readAttachments(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<MailAttachment[]> {
  return tx.query<MailAttachment>(READ, [scope.accountId, noticeId]);
}

const READ = prepared(
  `select a.name, a.content_type as "contentType", a.content_id as "contentId", coalesce(a.content, f.content) as content
     from notice_attachments a left join stored_files f on f.account_id = a.account_id and f.sha256 = a.sha256
    where a.account_id = $1 and a.notice_id = $2 order by a.position`,
);
