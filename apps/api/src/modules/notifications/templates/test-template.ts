import { Injectable } from '@nestjs/common';

import { Invalid } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { SenderTestView } from '../senders/sender.dto.js';
import { TestSender } from '../senders/test-sender.js';
import type { NoticeText } from '../texts/notice-text.js';
import { requireNoProblems } from './check-draft.js';
import { WriteDraftLetter } from './write-draft-letter.js';
import type { TextPlace } from './text-version.js';

/** Stands before the subject, so that nobody takes the mail for a real one. */
const MARK = '[TEST]';

/** Sends a draft to the person who is writing it, through the account's own mail server. */
@Injectable()
export class TestTemplate {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly write: WriteDraftLetter,
    private readonly sender: TestSender,
  ) {}

  /**
   * @param caseId the case to fill the draft with; null takes made-up invoices
   * @throws Invalid `text-broken`, `sender-missing` or `no-address`, NotFound when there is no such case,
   *   DomainError `too-many-tests`
   */
  async execute(
    scope: AccountScope,
    place: TextPlace,
    draft: NoticeText,
    caseId: string | null,
  ): Promise<SenderTestView> {
    const { problems, letter } = await this.write.execute(scope, place, draft, caseId);
    requireNoProblems(problems);
    const { email, senderId } = await this.wayOf(scope);
    const marked = { ...letter!, subject: `${MARK} ${letter!.subject}` };
    return this.sender.execute(scope, senderId, email, marked);
  }

  private async wayOf(scope: AccountScope): Promise<{ email: string; senderId: string }> {
    const { email, senderId } = (await this.tenancy.inAccount(scope, (tx) =>
      tx.one<{ email: string | null; senderId: string | null }>(
        `select (select email from users where id = $2) as email,
                (select id from senders where account_id = $1 and is_default) as "senderId"`,
        [scope.accountId, actingUser(scope)],
      ),
    ))!;
    if (senderId === null)
      throw new Invalid('sender-missing', 'Save the mail server first, then test it.');
    if (email === null)
      throw new Invalid('no-address', 'There is no e-mail address of yours to send it to.');
    return { email, senderId };
  }
}
