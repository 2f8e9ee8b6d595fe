import { createHash, randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import { type AccountScope, systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { dropFromAwaiting } from '../../cases/contract/drop-from-awaiting.js';
import type { Language } from '../../identity/contract/languages.js';
import { enqueueMail } from '../../system-mail/contract/enqueue-mail.js';
import { hasSystemMail } from '../../system-mail/contract/has-system-mail.js';
import { sealMailToken } from '../../system-mail/contract/seal-mail-token.js';
import type { ApprovalRow } from './approvals.dto.js';
import { readWaiting } from './read-waiting.js';

/** Notices one mail speaks of; the oldest come first, the others are in the list. */
const LISTED = 20;
/** Hours its link decides: over a weekend from Friday evening. */
const HOURS = 72;

interface Owner {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** Writes to the admins of an account in its evening what waits for them, with a link that needs no sign-in. */
@Injectable()
export class MailApprovals {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly sealer: Sealer,
  ) {}

  async execute(accountId: string): Promise<void> {
    if (!hasSystemMail(this.settings)) return;
    const scope = systemScope(accountId);
    await this.tenancy.inAccount(scope, async (tx) => {
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const account = await tx.one<{ name: string; timeZone: string }>(
        `update accounts set approval_mailed_on = $2 where id = $1 and is_approval_mail and approval_mailed_on is distinct from $2 returning name, time_zone as "timeZone"`,
        [accountId, at.today],
      );
      if (account === undefined) return;
      await dropFromAwaiting(tx, scope, at);
      const waiting = await readWaiting(tx, scope, { after: null, limit: LISTED });
      const listed = waiting.filter(({ problem }) => problem === null);
      if (listed.length === 0) return;
      for (const owner of await owners(tx, scope)) {
        await this.write(tx, scope, account, owner, listed);
      }
    });
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    account: { readonly name: string; readonly timeZone: string },
    owner: Owner,
    listed: readonly ApprovalRow[],
  ): Promise<void> {
    const wall = this.clock.wallNow();
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(wall.getTime() + HOURS * 3_600_000);
    await tx.execute(
      `with link as (
         insert into approval_links (account_id, user_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5) returning id
       )
       insert into approval_link_notices (account_id, link_id, notice_id, content)
       select $1, link.id, s.notice_id, s.content from link, unnest($6::uuid[], $7::text[]) as s(notice_id, content)`,
      [
        scope.accountId,
        owner.userId,
        createHash('sha256').update(token).digest(),
        wall,
        expiresAt,
        listed.map(({ id }) => id),
        listed.map(({ content }) => content),
      ],
    );
    await enqueueMail(tx, wall, {
      to: owner.email,
      language: owner.language,
      kind: 'approvals-waiting',
      data: {
        name: owner.name,
        accountName: account.name,
        timeZone: account.timeZone,
        count: String(listed.length),
        expiresAt: expiresAt.toISOString(),
        items: JSON.stringify(listed.map(lineOf)),
      },
      token: sealMailToken(this.sealer, owner.email, token),
    });
  }
}

/** Whom, how much and with what words, as a line of the mail. */
function lineOf({ client, amounts, subject }: ApprovalRow): { label: string; value: string } {
  const sums = amounts.map(({ amount, currency }) => `${amount} ${currency}`);
  return { label: client.name, value: [...sums, subject ?? ''].join(' · ') };
}

function owners(tx: Transaction, scope: AccountScope): Promise<Owner[]> {
  return tx.query<Owner>(
    `select u.id as "userId", u.email, u.name, u.language from memberships m join users u on u.id = m.user_id
      where m.account_id = $1 and m.role = 'admin' and not u.is_disabled and u.email is not null order by u.id`,
    [scope.accountId],
  );
}
