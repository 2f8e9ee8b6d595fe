import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readClientCredit } from '../../cases/contract/client-credit.js';
import { type AttachmentKind, makeAttachments } from '../attachments/make-attachments.js';
import { readOpenItems } from '../attachments/open-items.reader.js';
import type { OpenItem } from '../attachments/statement.js';
import { wantedAttachments } from '../attachments/wanted-attachments.js';
import { readNoticeFacts } from '../contract/notice-facts.reader.js';
import { EXAMPLE_FACTS } from '../texts/example-facts.js';
import { BrokenText } from '../texts/liquid.js';
import type { NoticeFacts } from '../texts/notice-facts.js';
import type { NoticeText } from '../texts/notice-text.js';
import { type RenderedText, renderText } from '../texts/render-text.js';
import { audienceOf, checkDraft } from './check-draft.js';
import type { TemplateProblem } from './templates.dto.js';
import type { TextPlace } from './text-version.js';

/** A draft as it would leave; null where it cannot be filled, and the problems say why. */
export interface DraftLetter {
  readonly letter: (RenderedText & { readonly attachments: readonly MailAttachment[] }) | null;
  readonly problems: TemplateProblem[];
}

interface Given {
  readonly facts: NoticeFacts;
  readonly items: readonly OpenItem[];
  readonly audience: 'client' | 'staff';
  readonly wanted: readonly AttachmentKind[];
}

/** Writes a draft out with everything that is wrong with it. Nothing is stored. */
@Injectable()
export class WriteDraftLetter {
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
  ): Promise<DraftLetter> {
    const given = await this.tenancy.inAccount(scope, async (tx): Promise<Given> => ({
      ...(caseId === null ? EXAMPLE : await this.factsOf(tx, scope, caseId, stageKey)),
      audience: await audienceOf(tx, scope.accountId, stageKey),
      wanted: await wantedAttachments(tx, scope, stageKey, caseId === null ? [] : [caseId]),
    }));
    const problems = checkDraft(draft, stageKey, language, given.audience);
    // A text that costs too much is not tried a second time.
    if (problems.some((problem) => problem.code === 'too-heavy')) return { letter: null, problems };
    const { facts, items, wanted } = given;
    const { files, codes } = await makeAttachments(wanted, facts, items, language);
    try {
      const rendered = renderText(draft, facts, language, codes);
      return { letter: { ...rendered, attachments: files }, problems };
    } catch (error) {
      if (!(error instanceof BrokenText)) throw error;
      if (problems.length > 0) return { letter: null, problems };
      // Sound with the example, but not with this case.
      const field = error.problem.code.includes('subject') ? 'subject' : 'body';
      return { letter: null, problems: [{ field, ...error.problem }] };
    }
  }

  private async factsOf(
    tx: Transaction,
    scope: AccountScope,
    caseId: string,
    stageKey: string,
  ): Promise<Pick<Given, 'facts' | 'items'>> {
    const row = await tx.one<{ client_id: string }>(
      'select client_id from cases where account_id = $1 and id = $2',
      [scope.accountId, caseId],
    );
    if (row === undefined) throw new NotFound('case');
    const today = await this.day.today(tx, scope);
    return {
      facts: await readNoticeFacts(tx, scope, {
        clientId: row.client_id,
        caseIds: [caseId],
        credit: await readClientCredit(tx, scope, row.client_id, today),
        stageKey,
        senderKind: 'normal',
        today,
      }),
      items: await readOpenItems(tx, scope, row.client_id, today),
    };
  }
}

/** Made-up invoices, and the statement of them. */
const EXAMPLE = {
  facts: EXAMPLE_FACTS,
  items: EXAMPLE_FACTS.invoices.map((invoice): OpenItem => ({
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    amount: invoice.gross,
    paid: invoice.paid,
    open: invoice.open,
    standing: 'overdue',
  })),
};
