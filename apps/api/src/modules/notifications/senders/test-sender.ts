import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Inject, Injectable, Logger } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { takeTry } from '../../../platform/tenancy/take-try.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Language } from '../../identity/contract/languages.js';
import { composeMessage, type MailAttachment } from '../../../platform/mail/compose-message.js';
import type { SmtpFailure } from '../../../platform/mail/hand-over-outcome.js';
import { smtpManners } from '../../../platform/mail/smtp-manners.js';
import { SmtpSession } from '../../../platform/mail/smtp-session.js';
import {
  FAILURE_SENTENCE,
  kindOfOpening,
  kindOfOutcome,
  type SenderFailure,
} from './sender-failure.js';
import type { SenderTestProblem, SenderTestView } from './sender.dto.js';
import { readSender, type UnsealedSender } from './sender.reader.js';
import { TEST_MESSAGES } from './test-message.js';

/** The real answer never leaves this module: it is logged under the reference that people get. */
type Attempt = { answer: string } & ({ ok: true } | { ok: false; code: SenderFailure });

/** How long a test takes at least: how quickly a server refuses says something about it too. */
const LEAST_MS = 1000;

/** What a test mail says. */
export interface TestLetter {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
  readonly attachments?: readonly MailAttachment[];
}

interface Task {
  readonly sender: UnsealedSender;
  readonly version: number;
  readonly language: Language;
}

/** Sends a real mail through the stored sender and remembers how that went. */
@Injectable()
export class TestSender {
  private readonly logger = new Logger('senders');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly egress: EgressPolicy,
  ) {}

  /**
   * @param letter what to send; null: a sentence that says it is a test
   * @throws NotFound, DomainError `too-many-tests`
   */
  async execute(
    scope: AccountScope,
    senderId: string,
    to: string,
    letter: TestLetter | null = null,
  ): Promise<SenderTestView> {
    const task = await this.take(scope, senderId, to);
    const said = letter ?? ownWords(task.language);
    const [attempt] = await Promise.all([this.attempt(task, to, said), pause(LEAST_MS)]);
    const problem = attempt.ok ? null : this.report(scope, attempt.code, attempt.answer);
    const detail = attempt.ok ? attempt.answer : `${problem!.detail} (${problem!.reference})`;
    await this.tenancy.inAccount(scope, (tx) =>
      // Only for the settings that were tried: they may have been changed meanwhile.
      tx.execute(
        'update senders set last_tested_at = $4, last_test_ok = $5, last_test_detail = $6 where account_id = $1 and id = $2 and version = $3',
        [scope.accountId, task.sender.id, task.version, this.clock.now(), attempt.ok, detail],
      ),
    );
    return { ok: attempt.ok, serverAnswer: attempt.ok ? attempt.answer : null, problem };
  }

  private take(scope: AccountScope, senderId: string, to: string): Promise<Task> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<{ version: number; language: Language }>(
        `select s.version, a.language from senders s join accounts a on a.id = s.account_id
          where s.account_id = $1 and s.id = $2`,
        [scope.accountId, senderId],
      );
      const sender = row === undefined ? null : await readSender(tx, scope, this.sealer, senderId);
      if (sender === null) throw new NotFound('sender');
      const tried = {
        action: 'sender.test-requested',
        objectKind: 'sender',
        objectId: sender.id,
        after: { to },
      };
      await takeTry(tx, scope, tried, this.clock.wallNow());
      return { sender, ...row! };
    });
  }

  private async attempt({ sender }: Task, to: string, letter: TestLetter): Promise<Attempt> {
    const id = randomUUID();
    const message = await composeMessage({
      deliveryId: id,
      messageId: `<${id}@${sender.fromEmail.split('@').at(-1)!}>`,
      from: { name: sender.fromName, address: sender.fromEmail },
      replyTo: sender.replyTo,
      recipient: to,
      ...letter,
      date: this.clock.now(),
    });
    let session: SmtpSession;
    try {
      const checked = await this.egress.check(sender.host, sender.port);
      session = await SmtpSession.open(sender, checked, smtpManners(this.settings));
    } catch (error) {
      if (error instanceof DomainError)
        return { ok: false, code: 'cannot-connect', answer: error.message };
      const failure = error as SmtpFailure;
      return {
        ok: false,
        code: kindOfOpening(failure),
        answer: failure.response ?? failure.message,
      };
    }
    const outcome = await session.send(sender.fromEmail, to, message);
    session.close();
    const code = kindOfOutcome(outcome);
    return code === null
      ? { ok: true, answer: outcome.answer.slice(0, 200) }
      : { ok: false, code, answer: outcome.answer };
  }

  private report(scope: AccountScope, code: SenderFailure, answer: string): SenderTestProblem {
    const reference = randomUUID();
    this.logger.warn(
      { reference, accountId: scope.accountId, code, answer: answer.slice(0, 1000) },
      'test mail failed',
    );
    return { code: 'test-failed', detail: FAILURE_SENTENCE, reference };
  }
}

function ownWords(language: Language): TestLetter {
  const { subject, body } = TEST_MESSAGES[language];
  return { subject, bodyText: `${body}\n`, bodyHtml: `<p>${body}</p>` };
}
