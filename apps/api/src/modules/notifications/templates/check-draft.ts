import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { Language } from '../../identity/contract/languages.js';
import { checkText } from '../texts/check-text.js';
import type { NoticeText } from '../texts/notice-text.js';
import { shippedText } from '../texts/shipped-text.js';
import type { TemplateProblem } from './templates.dto.js';

type Audience = 'client' | 'staff';

/** What keeps a draft from being used. Each half is checked beside a sound other half, so a problem names its field. */
export function checkDraft(
  draft: NoticeText,
  stageKey: string,
  language: Language,
  audience: Audience,
): TemplateProblem[] {
  const sound = shippedText(stageKey, language);
  return [
    // What a letter to a client must say stands in its body: the subject is only checked for mistakes.
    ...checkText({ ...sound, subject: draft.subject }, stageKey, language, 'staff').map(
      (problem) => ({
        field: 'subject' as const,
        ...problem,
      }),
    ),
    ...checkText({ ...sound, body: draft.body }, stageKey, language, audience).map((problem) => ({
      field: 'body' as const,
      ...problem,
    })),
  ];
}

/** @throws Invalid `text-broken` */
export function requireSoundDraft(
  draft: NoticeText,
  stageKey: string,
  language: Language,
  audience: Audience,
): void {
  requireNoProblems(checkDraft(draft, stageKey, language, audience));
}

/** @throws Invalid `text-broken` */
export function requireNoProblems(problems: readonly TemplateProblem[]): void {
  if (problems.length === 0) return;
  throw new Invalid(
    'text-broken',
    'The text cannot be used like this. Mend the marked places.',
    problems.map(({ field, code, detail, line, column }) => ({
      field,
      code,
      message: line === null ? detail : `line ${line}, column ${column}: ${detail}`,
    })),
  );
}

/** Who reads the letters of a stage: the account's policy in force says so. */
export async function audienceOf(
  tx: Transaction,
  accountId: string,
  stageKey: string,
): Promise<Audience> {
  const row = await tx.one<{ audience: Audience }>(
    `select s.audience from policies p
       join stages s on s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version and s.key = $2
      where p.account_id = $1 and p.is_default`,
    [accountId, stageKey],
  );
  return row?.audience ?? 'client';
}
