import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { sendAgainTo } from '../../notifications/contract/send-again-to.js';
import { tellCases } from '../collect/tell-cases.js';
import type { RepairBody } from './inbound-mails.dto.js';

interface BouncedMail {
  readonly noticeId: string;
  readonly clientId: string;
  /** null of a reply that nobody has answered */
  readonly isOfAddress: boolean | null;
  readonly state: string;
}

/** A person names the address that works: it gets notices from now on, and the one that came back or went to the wrong person goes there. */
@Injectable()
export class RepairBounce {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws NotFound, Invalid `address-needed`, or DomainError `already-answered` */
  execute(scope: AccountScope, mailId: string, body: RepairBody): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const mail = await lockBounce(tx, scope, mailId);
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const contact = await useContact(tx, scope, at.now, mail.clientId, body);
      const isSentAgain = await sendAgainTo(tx, scope, at, mail.noticeId, contact.email);
      // Whatever else came back of the same notice is settled with it.
      await tx.execute(
        `update inbound_mails set state = 'done', answer = 'repaired', answered_at = $3, answered_by = $4
          where account_id = $1 and notice_id = $2 and (kind = 'bounce' or answer = 'wrong-person') and state = 'open'`,
        [scope.accountId, mail.noticeId, at.now, actingUser(scope)],
      );
      await tellCases(tx, scope, at, mail.noticeId, 'address_repaired', {
        mailId,
        email: contact.email,
        isSentAgain,
      });
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'inbound-mail.repaired',
        objectKind: 'inbound-mail',
        objectId: mailId,
        after: { contactId: contact.id, email: contact.email, isSentAgain },
      });
      if (isSentAgain)
        await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
    });
  }
}

async function lockBounce(
  tx: Transaction,
  scope: AccountScope,
  mailId: string,
): Promise<BouncedMail> {
  const mail = await tx.one<BouncedMail>(
    `select notice_id as "noticeId", client_id as "clientId", kind = 'bounce' or answer = 'wrong-person' as "isOfAddress", state
       from inbound_mails where account_id = $1 and id = $2 for update`,
    [scope.accountId, mailId],
  );
  if (mail === undefined) throw new NotFound('mail');
  if (mail.isOfAddress !== true)
    throw new DomainError(
      'conflict',
      'not-a-bounce',
      'This mail says of nothing that it came back.',
    );
  if (mail.state === 'done')
    throw new DomainError(
      'conflict',
      'already-answered',
      'Somebody has settled this already. Load it again.',
    );
  return mail;
}

/** The address gets notices from now on, whatever its server said before. */
async function useContact(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  clientId: string,
  { contactId, email }: RepairBody,
): Promise<{ id: string; email: string }> {
  if (contactId !== undefined) {
    const contact = await tx.one<{ id: string; email: string }>(
      `update client_contacts set is_dunning = true, refused_at = null, refused_reason = null
        where account_id = $1 and client_id = $2 and id = $3 returning id, email`,
      [scope.accountId, clientId, contactId],
    );
    if (contact === undefined) throw new NotFound('contact of this client');
    return contact;
  }
  if (email === undefined)
    throw new Invalid('address-needed', 'Choose one of the addresses, or type another one.', [
      { field: 'email', code: 'address-needed', message: 'is needed' },
    ]);
  const contact = await tx.one<{ id: string; email: string }>(
    `insert into client_contacts (account_id, client_id, email, source, position, created_at)
     select $1, $2, $3, 'person', coalesce(max(position) + 1, 0), $4 from client_contacts where account_id = $1 and client_id = $2
     on conflict (account_id, client_id, lower(email)) do update set is_dunning = true, refused_at = null, refused_reason = null
     returning id, email`,
    [scope.accountId, clientId, email, now],
  );
  await tx.execute(
    `update clients set email_text = (select coalesce(string_agg(lower(k.email), ' ' order by k.position, k.id), '')
                                        from client_contacts k where k.account_id = $1 and k.client_id = $2)
      where account_id = $1 and id = $2`,
    [scope.accountId, clientId],
  );
  return contact!;
}
