import { Inject, Injectable, Logger } from '@nestjs/common';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import { Clock } from '../../platform/clock/clock.js';
import { composeMessage } from '../../platform/mail/compose-message.js';
import type { HandOverOutcome, SmtpFailure } from '../../platform/mail/hand-over-outcome.js';
import { smtpManners } from '../../platform/mail/smtp-manners.js';
import { SmtpSession } from '../../platform/mail/smtp-session.js';
import { Sealer } from '../../platform/sealing/sealer.js';
import { openMailToken } from './contract/seal-mail-token.js';
import { type MailServer, mailServer } from './mail-server.js';
import { renderSystemMail } from './render-system-mail.js';
import { type ClaimedMail, SystemMailClaims } from './system-mail-claims.js';

/** Works the system outbox off: one mail after the other over one connection. */
@Injectable()
export class SendSystemMails {
  private readonly logger = new Logger('system-mail');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly claims: SystemMailClaims,
  ) {}

  /** @param signal aborted when the worker is to stop: the mail under way is finished */
  async execute(signal: AbortSignal): Promise<void> {
    await this.claims.abandon();
    const server = mailServer(this.settings);
    if (server === null) return;
    let session: SmtpSession | null = null;
    try {
      while (!signal.aborted) {
        const mail = await this.claims.next();
        if (mail === null) return;
        if (session?.isUsable !== true) {
          const opened = await this.open(server);
          if (!(opened instanceof SmtpSession)) {
            await this.claims.conclude(mail, opened);
            return;
          }
          session = opened;
        }
        const outcome = await this.handOver(session, server, mail);
        await this.claims.conclude(mail, outcome);
        // What a server says after a refusal is not worth a round trip: mails are few, connections cheap.
        if (outcome.kind !== 'accepted') session = close(session);
      }
    } finally {
      close(session);
    }
  }

  private async open(server: MailServer): Promise<SmtpSession | HandOverOutcome> {
    const { host, port } = server;
    try {
      // The operator named this host: the egress policy is for hosts that tenants type.
      return await SmtpSession.open(
        server,
        { host, address: host, port },
        smtpManners(this.settings),
      );
    } catch (error) {
      const failure = error as SmtpFailure;
      const answer = (failure.response ?? failure.message).slice(0, 1000);
      this.logger.error({ answer }, 'the mail server of SYSTEM_SMTP_URL cannot be used');
      return { kind: 'unavailable', code: failure.responseCode ?? null, answer };
    }
  }

  private async handOver(
    session: SmtpSession,
    server: MailServer,
    mail: ClaimedMail,
  ): Promise<HandOverOutcome> {
    const token =
      mail.sealedToken === null ? null : openMailToken(this.sealer, mail.to, mail.sealedToken);
    const text = renderSystemMail(mail, token, this.settings.PUBLIC_URL);
    const message = await composeMessage({
      deliveryId: mail.id,
      messageId: `<${mail.id}@${server.fromEmail.split('@').at(-1)!}>`,
      from: { name: 'InvoiceTracker', address: server.fromEmail },
      replyTo: null,
      recipient: mail.to,
      ...text,
      date: this.clock.wallNow(),
    });
    return session.send(server.fromEmail, mail.to, message);
  }
}

function close(session: SmtpSession | null): null {
  session?.close();
  return null;
}
