import { DomainError } from '../../../platform/http/domain-error.js';
import type { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { HandOverOutcome, SmtpFailure } from '../../../platform/mail/hand-over-outcome.js';
import type { SmtpManners } from '../../../platform/mail/smtp-manners.js';
import { SmtpSession } from '../../../platform/mail/smtp-session.js';

/** The connections of one sender to its mail server, used again while they last. */
export class SenderSessions {
  private readonly idle: SmtpSession[] = [];
  /** The server has taken or refused a message: it is there. */
  hasAnswered = false;

  constructor(
    readonly sender: WorkingSender,
    private readonly egress: EgressPolicy,
    private readonly manners: SmtpManners,
  ) {}

  /**
   * Hands one message over; opens a connection where none is free.
   *
   * @param mayLeave asked when the server waits for the text
   */
  async send(
    recipient: string,
    message: Buffer,
    mayLeave: () => Promise<boolean>,
  ): Promise<HandOverOutcome> {
    let session: SmtpSession;
    try {
      session = this.takeIdle() ?? (await this.open());
    } catch (error) {
      return unavailable(
        error instanceof DomainError ? { message: error.message } : (error as SmtpFailure),
      );
    }
    const outcome = await session.send(this.sender.fromEmail, recipient, message, mayLeave);
    this.hasAnswered ||= outcome.kind !== 'unavailable' && outcome.kind !== 'unknown';
    await this.giveBack(session, outcome);
    return outcome;
  }

  /** Connects and signs in without handing anything over; the connection is kept for the first message. */
  async canConnect(): Promise<boolean> {
    try {
      this.idle.push(await this.open());
      return true;
    } catch {
      // Whatever it is: the sender stays paused, and says since when.
      return false;
    }
  }

  close(): void {
    for (const session of this.idle.splice(0)) session.close();
  }

  private async open(): Promise<SmtpSession> {
    const { sender, egress, manners } = this;
    return SmtpSession.open(sender, await egress.check(sender.host, sender.port), manners);
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
