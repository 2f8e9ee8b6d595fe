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
import { passwordPlace, readMailbox } from './mailbox.reader.js';
import { readMailboxView } from './mailbox-view.js';
import { TryMailbox } from './try-mailbox.js';

/** How far back a mailbox is read the first time: answers to what has left lately may be waiting there. */
const FIRST_LOOK_DAYS = 7;
const DAY_MS = 86_400_000;

/** Stores the mailbox that answers come to, once it has been opened. */
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
   * @throws Stale, DomainError `too-many-tests`, or Invalid `sender-missing`, `host-not-allowed`, `password-needed` or
   *   `mailbox-unreadable`
   */
  async execute(scope: AccountScope, version: number, body: MailboxBody): Promise<MailboxView> {
    const password = await this.tenancy.inAccount(scope, async (tx) => {
      const kept = await this.passwordFor(tx, scope, version, body);
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
    return this.tenancy.inAccount(scope, (tx) => this.write(tx, scope, version, body, password));
  }

  /** A stored password goes to the server it was typed for, and to no other. */
  private async passwordFor(
    tx: Transaction,
    scope: AccountScope,
    version: number,
    body: MailboxBody,
  ): Promise<string> {
    const view = await readMailboxView(tx, scope.accountId);
    if (!view.hasSender)
      throw new Invalid(
        'sender-missing',
        'Save the mail server that notices leave through first: answers come to its mailbox.',
      );
    if (view.version !== version) throw new Stale();
    if (body.password !== undefined) return body.password;
    const isSameServer =
      view.host === body.host &&
      view.port === body.port &&
      view.username === body.username &&
      view.security === body.security;
    const stored = isSameServer ? await this.storedPassword(tx, scope) : null;
    if (stored === null)
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
    return stored;
  }

  private async storedPassword(tx: Transaction, scope: AccountScope): Promise<string | null> {
    const row = await tx.one<{ id: string }>(
      `select m.id from mailboxes m join senders s on s.account_id = m.account_id and s.id = m.sender_id
        where m.account_id = $1 and s.is_default`,
      [scope.accountId],
    );
    if (row === undefined) return null;
    return (await readMailbox(tx, scope, row.id, this.sealer))?.password ?? null;
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    version: number,
    body: MailboxBody,
    password: string,
  ): Promise<MailboxView> {
    const { accountId } = scope;
    const wall = this.clock.wallNow();
    const id = await this.lockOrInsert(tx, scope, version, body);
    const before = await readMailboxView(tx, accountId);
    // Another server, user or folder is another mailbox: where reading stood in the old one says nothing there.
    await tx.execute(
      `update mailboxes
          set uid_validity = case when (host, username, folder) = ($3, $6, $7) then uid_validity end,
              last_uid = case when (host, username, folder) = ($3, $6, $7) then last_uid else 0 end,
              read_since = case when (host, username, folder) = ($3, $6, $7) then read_since else $8 end,
              host = $3, port = $4, security = $5, username = $6, folder = $7, is_holding = $9, sealed_password = $10,
              stuck_uid = null, stuck_count = 0, failures = 0, problem = null, next_collect_at = $11,
              fence = fence + 1, lease_until = null, version = version + 1, updated_at = $12
        where account_id = $1 and id = $2`,
      [
        accountId,
        id,
        body.host,
        body.port,
        body.security,
        body.username,
        body.folder,
        new Date(wall.getTime() - FIRST_LOOK_DAYS * DAY_MS),
        body.isHolding,
        this.sealer.seal(password, passwordPlace(accountId, id)),
        wall,
        this.clock.now(),
      ],
    );
    const after = await readMailboxView(tx, accountId);
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

  /** The row to write to, locked. Version 0 is the row that was not there: it is made, and the write makes it version 1. */
  private async lockOrInsert(
    tx: Transaction,
    scope: AccountScope,
    version: number,
    body: MailboxBody,
  ): Promise<string> {
    const wall = this.clock.wallNow();
    const row = await (version === 0
      ? tx.one<{ id: string }>(
          `insert into mailboxes (account_id, sender_id, host, port, security, username, folder, next_collect_at, read_since, version, created_at, updated_at)
           select $1, s.id, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9 from senders s where s.account_id = $1 and s.is_default
           on conflict (account_id, sender_id) do nothing returning id`,
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
        )
      : tx.one<{ id: string }>(
          `select m.id from mailboxes m join senders s on s.account_id = m.account_id and s.id = m.sender_id
            where m.account_id = $1 and s.is_default and m.version = $2 for update of m`,
          [scope.accountId, version],
        ));
    if (row === undefined) throw new Stale();
    return row.id;
  }
}
