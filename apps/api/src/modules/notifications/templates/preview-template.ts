import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readNoticeFacts } from '../contract/render-notice.js';
import { EXAMPLE_FACTS } from '../texts/example-facts.js';
import { BrokenText } from '../texts/liquid.js';
import type { NoticeFacts } from '../texts/notice-facts.js';
import type { NoticeText } from '../texts/notice-text.js';
import { renderText } from '../texts/render-text.js';
import { audienceOf, checkDraft } from './check-draft.js';
import type { TemplatePreview } from './templates.dto.js';
import type { TextPlace } from './text-version.js';

const EMPTY = { subject: '', bodyText: '', bodyHtml: '' };

/** Shows a draft as it would leave, with everything that is wrong with it. Nothing is stored. */
@Injectable()
export class PreviewTemplate {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  /**
   * @param caseId the case to fill the draft with; null takes made-up invoices
   * @throws NotFound when there is no such case
   */
  async execute(
    scope: AccountScope,
    { stageKey, language }: TextPlace,
    draft: NoticeText,
    caseId: string | null,
  ): Promise<TemplatePreview> {
    const { facts, audience } = await this.tenancy.inAccount(scope, async (tx) => ({
      facts: caseId === null ? EXAMPLE_FACTS : await this.factsOf(tx, scope, caseId),
      audience: await audienceOf(tx, scope.accountId, stageKey),
    }));
    const problems = checkDraft(draft, stageKey, language, audience);
    // A text that costs too much is not tried a second time.
    if (problems.some((problem) => problem.code === 'too-heavy')) return { ...EMPTY, problems };
    try {
      return { ...renderText(draft, facts, language), problems };
    } catch (error) {
      if (!(error instanceof BrokenText)) throw error;
      if (problems.length > 0) return { ...EMPTY, problems };
      // Sound with the example, but not with this case.
      const field = error.problem.code.includes('subject') ? 'subject' : 'body';
      return { ...EMPTY, problems: [{ field, ...error.problem }] };
    }
  }

  private async factsOf(
    tx: Transaction,
    scope: AccountScope,
    caseId: string,
  ): Promise<NoticeFacts> {
    const row = await tx.one<{ client_id: string }>(
      'select client_id from cases where account_id = $1 and id = $2',
      [scope.accountId, caseId],
    );
    if (row === undefined) throw new NotFound('case');
    const today = await this.day.today(tx, scope);
    return readNoticeFacts(tx, scope, { clientId: row.client_id, caseIds: [caseId], today });
  }
}
