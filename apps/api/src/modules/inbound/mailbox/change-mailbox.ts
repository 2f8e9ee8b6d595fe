import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, Stale } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { takeTry } from '../../../platform/tenancy/take-try.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { MailboxBody, MailboxView } from './mailbox.dto.js';
import { lockSenders } from '../../notifications/contract/lock-senders.js';
import { forgetLoneMailboxes } from '../contract/forget-lone-mailboxes.js';
import { passwordPlace, readMailbox } from './mailbox.reader.js';
import { readMailboxView } from './mailbox-view.js';
import { TryMailbox } from './try-mailbox.js';

/** How far back a mailbox is read the first time: answers to what has left lately may be waiting there. */
const FIRST_LOOK_DAYS = 7;
const DAY_MS = 86_400_000;

/** Stores the mailbox that answers to a sender come to, once it has been opened. */
@Injectable()
export class ChangeMailbox {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly jobs: JobQueue,
    private readonly tryMailbox: TryMailbox,
  ) {}

  /**
   * @param version the version the person has seen, 0 where there was none
   * @throws NotFound, Stale, DomainError `too-many-tests`, or Invalid `host-not-allowed`, `password-needed` or
   *   `mailbox-unreadable`
   */
  async execute(
    scope: AccountScope,
    senderId: string,
    version: number,
    typed: MailboxBody,
  ): Promise<MailboxView> {
    const body = { ...typed, folder: folderOf(typed.folder) };
    const password = await this.tenancy.inAccount(scope, async (tx) => {
      await requireVersion(tx, scope, senderId, version);
      const kept = body.password ?? (await this.storedPassword(tx, scope, body));
      const tried = {
        action: 'mailbox.tried',
        objectKind: 'mailbox',
        objectId: null,
        after: { host: body.host },
      };
      await takeTry(tx, scope, tried, this.clock.wallNow());
      return kept;
    });
    await this.tryMailbox.execute(scope, { ...body, password });
    return this.tenancy.inAccount(scope, (tx) =>
      this.write(tx, scope, senderId, version, body, password),
    );
  }

  /** A stored password goes to the server it was typed for, and to no other. */
  private async storedPassword(
    tx: Transaction,
    scope: AccountScope,
    { host, port, security, username }: MailboxBody,
  ): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `select id from mailboxes
        where account_id = $1 and lower(host) = lower($2) and port = $3 and security = $4 and lower(username) = lower($5)
          and sealed_password is not null
        order by updated_at desc, id limit 1`,
      [scope.accountId, host, port, security, username],
    );
    const mailbox = row === undefined ? null : await readMailbox(tx, scope, row.id, this.sealer);
    if (mailbox?.password == null)
      throw new Invalid(
        'password-needed',
        'Type the password again: the stored one is for the server and the user name it was entered with.',
        [
          {
            field: 'password',
            code: 'password-needed',
            message: 'does not fit server and user name',
          },
        ],
      );
    return mailbox.password;
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    senderId: string,
    version: number,
    body: MailboxBody,
    password: string,
  ): Promise<MailboxView> {
    const { accountId } = scope;
    const wall = this.clock.wallNow();
    await lockSenders(tx, scope);
    const before = await requireVersion(tx, scope, senderId, version);
    const id = await this.findOrInsert(tx, scope, body);
    // Where reading stands is left as it is: whoever has this mailbox too goes on from there.
    await tx.execute(
      `update mailboxes
          set host = $3, port = $4, security = $5, username = $6, is_holding = $7, sealed_password = $8,
              stuck_uid = null, stuck_count = 0, failures = 0, problem = null, next_collect_at = $9,
              fence = fence + 1, lease_until = null, version = greatest(version, $10) + 1, updated_at = $11
        where account_id = $1 and id = $2`,
      [
        accountId,
        id,
        body.host,
        body.port,
        body.security,
        body.username,
        body.isHolding,
        this.sealer.seal(password, passwordPlace(accountId, id)),
        wall,
        version,
        this.clock.now(),
      ],
    );
    await tx.execute('update senders set mailbox_id = $3 where account_id = $1 and id = $2', [
      accountId,
      senderId,
      id,
    ]);
    await forgetLoneMailboxes(tx, scope, wall);
    const after = await readMailboxView(tx, accountId, senderId);
    await audit(tx, scope, wall, {
      action: version === 0 ? 'mailbox.created' : 'mailbox.changed',
      objectKind: 'mailbox',
      objectId: id,
      ...(version === 0 ? {} : { before }),
      after: { ...after, isPasswordNew: body.password !== undefined },
    });
    await this.jobs.send(tx, 'collect-mailbox', id, { accountId, mailboxId: id });
    return after;
  }

  /** Another server, user or folder is another mailbox: where reading stood in the old one says nothing there. */
  private async findOrInsert(
    tx: Transaction,
    scope: AccountScope,
    body: MailboxBody,
  ): Promise<string> {
    const wall = this.clock.wallNow();
    const found = await tx.one<{ id: string }>(
      `select id from mailboxes where account_id = $1 and lower(host) = lower($2) and lower(username) = lower($3) and folder = $4
          for update`,
      [scope.accountId, body.host, body.username, body.folder],
    );
    if (found !== undefined) return found.id;
    const made = await tx.one<{ id: string }>(
      `insert into mailboxes (account_id, host, port, security, username, folder, next_collect_at, read_since, version, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9) returning id`,
      [
        scope.accountId,
        body.host,
        body.port,
        body.security,
        body.username,
        body.folder,
        wall,
        new Date(wall.getTime() - FIRST_LOOK_DAYS * DAY_MS),
        this.clock.now(),
      ],
    );
    return made!.id;
  }
}

async function requireVersion(
  tx: Transaction,
  scope: AccountScope,
  senderId: string,
  version: number,
): Promise<MailboxView> {
  const view = await readMailboxView(tx, scope.accountId, senderId);
  if (view.version !== version) throw new Stale();
  return view;
}

/** A server knows its inbox under this name however it is written (RFC 9051, section 5.1); no other folder. */
function folderOf(typed: string): string {
  return typed.toUpperCase() === 'INBOX' ? 'INBOX' : typed;
}
