import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { Language } from '../../identity/contract/languages.js';
import type { NoticeText } from '../texts/notice-text.js';
import { shippedText } from '../texts/shipped-text.js';
import { hasShippedText } from '../texts/stage-keys.js';

/** The account's own text for a stage and language, or the one that ships with the product (version 0). */
export async function textInForce(
  tx: Transaction,
  accountId: string,
  stageKey: string,
  language: Language,
): Promise<{ text: NoticeText; version: number }> {
  if (!hasShippedText(stageKey)) throw new NotFound('text');
  const own = await tx.one<NoticeText & { version: number }>(OWN_TEXT, [
    accountId,
    stageKey,
    language,
  ]);
  if (own === undefined) return { text: shippedText(stageKey, language), version: 0 };
  return { text: { subject: own.subject, body: own.body }, version: own.version };
}

const OWN_TEXT = prepared(
  `select t.subject, t.body, t.version from template_choices c
       join templates t on t.account_id = c.account_id and t.stage_key = c.stage_key and t.language = c.language and t.version = c.version
      where c.account_id = $1 and c.stage_key = $2 and c.language = $3`,
);
