import { DomainError } from '../../../platform/http/domain-error.js';
import type { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import type { UnsealedSender } from '../senders/sender.reader.js';
import type { HandOverOutcome, SmtpFailure } from '../../../platform/mail/hand-over-outcome.js';
import type { SmtpManners } from '../../../platform/mail/smtp-manners.js';
import { SmtpSession } from '../../../platform/mail/smtp-session.js';

/** The connections of one account to its mail server, used again while they last. */
export class SenderSessions {
  private readonly idle: SmtpSession[] = [];

  constructor(
    readonly sender: UnsealedSender,
    private readonly egress: EgressPolicy,
    private readonly manners: SmtpManners,
  ) {}

  /** Hands one message over; opens a connection where none is free. */
  async send(recipient: string, message: Buffer): Promise<HandOverOutcome> {
    const { sender } = this;
    let session: SmtpSession;
    try {
      session =
        this.takeIdle() ??
        (await SmtpSession.open(
          sender,
          await this.egress.check(sender.host, sender.port),
          this.manners,
        ));
    } catch (error) {
      return unavailable(
        error instanceof DomainError ? { message: error.message } : (error as SmtpFailure),
      );
    }
    const outcome = await session.send(sender.fromEmail, recipient, message);
    await this.giveBack(session, outcome);
    return outcome;
  }

  close(): void {
    for (const session of this.idle.splice(0)) session.close();
  }

  private takeIdle(): SmtpSession | undefined {
    for (let session = this.idle.pop(); session !== undefined; session = this.idle.pop()) {
      if (session.isUsable) return session;
    }
    return undefined;
  }

  private async giveBack(session: SmtpSession, outcome: HandOverOutcome): Promise<void> {
    if (!session.isUsable) return;
    if (outcome.kind === 'accepted') {
      this.idle.push(session);
      return;
    }
    try {
      await session.reset();
      this.idle.push(session);
    } catch {
      // A server that does not even answer RSET is left; the outcome is known already.
      session.close();
    }
  }
}

function unavailable(failure: SmtpFailure): HandOverOutcome {
  return {
    kind: 'unavailable',
    code: failure.responseCode ?? null,
    answer: (failure.response ?? failure.message).slice(0, 1000),
  };
}
