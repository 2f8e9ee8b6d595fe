import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { LastLook, NoticeOfClient } from '../../cases/contract/drop-settled-cases.js';
import { dropSettledWork } from '../../cases/contract/drop-settled-work.js';
import { RefreshInvoices } from '../../providers/contract/refresh-invoices.js';
import { FetchInvoicePdfs } from '../attachments/fetch-invoice-pdfs.js';
import { readAttachments, storeAttachments } from '../attachments/stored-attachments.js';
import { isStillTrue } from '../outbox/is-still-true.js';
import { tellLeftOut } from '../outbox/tell-left-out.js';
import { BrokenText } from '../texts/liquid.js';
import type { ByHandOutcome } from './by-hand.dto.js';
import { holdWork } from './hold-work.js';
import { joinPdfs } from './join-pdfs.js';
import { type WrittenLetter, writeLetter } from './write-letter.js';

/** Somebody stands at the printer: what cannot be had now is left out. */
const ONE_ATTEMPT = 1;

/**
 * Writes letters out, with the figures of this moment, and freezes what was written. As before a mail leaves,
 * the providers are asked first whether the invoices are still open.
 */
@Injectable()
export class PrintLetters {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly refresh: RefreshInvoices,
    private readonly pdfs: FetchInvoicePdfs,
  ) {}

  /** @throws NotFound */
  async execute(scope: AccountScope, letterIds: readonly string[]): Promise<ByHandOutcome[]> {
    const outcomes: ByHandOutcome[] = [];
    for (const id of letterIds) {
      const reason = await this.print(scope, id);
      outcomes.push({ id, isDone: reason === null, reason });
    }
    return outcomes;
  }

  /**
   * Written letters as one document, in the order asked for.
   *
   * @throws NotFound, or DomainError `letter-not-printed` where one was not written lately: its figures may have changed
   */
  async file(scope: AccountScope, letterIds: readonly string[]): Promise<Buffer> {
    const now = this.clock.now();
    const files = await this.tenancy.inAccount(scope, async (tx) => {
      const at = { now, today: await this.day.today(tx, scope) };
      const found: Uint8Array[] = [];
      for (const id of letterIds) {
        const letter = await tx.one<PrintedLetter>(IS_CURRENT, [scope.accountId, id, now]);
        if (letter === undefined) throw new NotFound('letter');
        const isTrue = letter.isPosted || (await isStillTrue(tx, scope, at, letter));
        if (!letter.isCurrent || !isTrue)
          throw new DomainError(
            'conflict',
            'letter-not-printed',
            'A letter was not written out lately. Print it again, with the figures of today.',
          );
        found.push(...(await readAttachments(tx, scope, id)).map((file) => file.content));
      }
      return found;
    });
    return joinPdfs(files);
  }

  /** @returns why it cannot be printed, or null. Never holds a transaction while a provider is asked. */
  private async print(scope: AccountScope, id: string): Promise<string | null> {
    const invoiceIds = await this.tenancy.inAccount(scope, (tx) => linkedInvoices(tx, scope, id));
    if (invoiceIds.length > 0) {
      const freshness = await this.refresh.execute(scope, invoiceIds);
      if (freshness.state !== 'fresh') return 'not-fresh';
      await this.pdfs.execute(scope, id, ONE_ATTEMPT);
    }
    return this.tenancy.inAccount(scope, async (tx) => {
      const held = await holdWork(tx, scope, 'letter', id);
      if (held === undefined) throw new NotFound('letter');
      if (held.state !== 'to_do') return 'not-to-do';
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const look = await dropSettledWork(tx, scope, at, held);
      if (look === null) return 'settled';
      const written = await this.write(tx, scope, id, at.today, look);
      if (typeof written === 'string') return written;
      await tx.execute(
        `update notices set printed_at = $3, subject = $4, body_text = $5, template_version = $6 where account_id = $1 and id = $2`,
        [scope.accountId, id, at.now, written.subject, written.bodyText, written.templateVersion],
      );
      await storeAttachments(tx, scope, id, [written.file]);
      await tellLeftOut(tx, scope, at, id, written.leftOut);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'letter.printed',
        objectKind: 'notice',
        objectId: id,
      });
      return null;
    });
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    id: string,
    today: string,
    look: LastLook,
  ): Promise<WrittenLetter | 'no-address' | 'text-broken'> {
    try {
      return (await writeLetter(tx, scope, id, today, look)) ?? 'no-address';
    } catch (error) {
      if (error instanceof BrokenText) return 'text-broken';
      throw error;
    }
  }
}

/** @throws NotFound */
async function linkedInvoices(
  tx: Transaction,
  scope: AccountScope,
  letterId: string,
): Promise<string[]> {
  const row = await tx.one<{ ids: string[] }>(
    `select array(select i.id from notice_cases k
                    join cases c on c.account_id = k.account_id and c.id = k.case_id
                    join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
                   where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped'
                     and i.connection_id is not null and i.removed_on is null) as ids
       from notices n where n.account_id = $1 and n.id = $2 and n.channel = 'letter'`,
    [scope.accountId, letterId],
  );
  if (row === undefined) throw new NotFound('letter');
  return row.ids;
}

interface PrintedLetter extends NoticeOfClient {
  readonly isPosted: boolean;
  readonly isCurrent: boolean;
}

/** What was posted stays as it was; what is to be posted holds as long as the account takes its data for fresh. */
const IS_CURRENT = `
select n.id, n.client_id as "clientId", n.state = 'sent' as "isPosted", n.printed_at is not null and (n.state = 'sent' or n.state = 'to_do' and n.printed_at > $3::timestamptz - a.freshness_minutes * interval '1 minute') as "isCurrent"
  from notices n join accounts a on a.id = n.account_id
 where n.account_id = $1 and n.id = $2 and n.channel = 'letter'`;
