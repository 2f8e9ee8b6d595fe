import { DomainError } from '../../../platform/http/domain-error.js';
import type { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import type { UnsealedSender } from '../senders/sender.reader.js';
import type { HandOverOutcome, SmtpFailure } from './smtp/hand-over-outcome.js';
import { SmtpSession } from './smtp/smtp-session.js';

/** The connections of one account to its mail server, used again while they last. */
export class SenderSessions {
  private readonly idle: SmtpSession[] = [];
  /** The server as a whole did not work: the rest of the outbox waits for the next attempt. */
  isGivenUp = false;

  /** @param ownName how we introduce ourselves to the server */
  constructor(
    readonly sender: UnsealedSender | null,
    private readonly egress: EgressPolicy,
    private readonly ownName: string,
  ) {}

  /** Hands one message over; opens a connection where none is free. */
  async send(recipient: string, message: Buffer): Promise<HandOverOutcome> {
    const { sender } = this;
    if (sender === null)
      return this.unavailable({ message: 'There is no mail server to send through.' });
    let session: SmtpSession;
    try {
      session =
        this.takeIdle() ??
        (await SmtpSession.open(
          sender,
          await this.egress.check(sender.host, sender.port),
          this.ownName,
        ));
    } catch (error) {
      return this.unavailable(
        error instanceof DomainError ? { message: error.message } : (error as SmtpFailure),
      );
    }
    const outcome = await session.send(sender.fromEmail, recipient, message);
    if (outcome.kind === 'unavailable') this.isGivenUp = true;
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

  private unavailable(failure: SmtpFailure): HandOverOutcome {
    this.isGivenUp = true;
    return {
      kind: 'unavailable',
      code: failure.responseCode ?? null,
      answer: (failure.response ?? failure.message).slice(0, 1000),
    };
  }
}
