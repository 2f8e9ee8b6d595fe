import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { Language } from '../../identity/contract/languages.js';
import type { NoticeText } from '../texts/notice-text.js';
import { shippedText } from '../texts/shipped-text.js';

/** Which text: that of a stage in a language. */
export interface TextPlace {
  readonly stageKey: string;
  readonly language: Language;
}

/** One version of a text, in force or not, and who wrote it; nobody wrote the shipped one (0). */
export interface TextVersion extends NoticeText {
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

/** @throws NotFound when the account never had that version */
export async function readTextVersion(
  tx: Transaction,
  accountId: string,
  { stageKey, language }: TextPlace,
  version: number,
): Promise<TextVersion> {
  if (version === 0)
    return { ...shippedText(stageKey, language), createdAt: null, createdBy: null };
  const row = await tx.one<TextVersion>(
    `select t.subject, t.body, t.created_at as "createdAt", u.name as "createdBy"
       from templates t left join users u on u.id = t.created_by
      where t.account_id = $1 and t.stage_key = $2 and t.language = $3 and t.version = $4`,
    [accountId, stageKey, language, version],
  );
  if (row === undefined) throw new NotFound('version');
  return row;
}
