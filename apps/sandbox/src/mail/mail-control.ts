import { createTransport } from 'nodemailer';

import { ChangeRefused } from '../books/change-refused.js';
import type { Clock } from '../clock.js';
import type { ImapFaults } from '../imap/imap-faults.js';
import type { CaughtInboxes } from './caught-inboxes.js';
import { type BounceOrder, composeBounce } from './compose-bounce.js';
import { composeReply, type ReplyOrder } from './compose-reply.js';
import type { SmtpServer } from './mail-server.js';
import { type OriginalMail, originalMail } from './original-mail.js';

/** A mail as the list of the controls shows it. */
export interface MailLine {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
}

/** Plays the other side: servers that send mail back, and people who answer. Their mail is caught as any other. */
export class MailControl {
  constructor(
    private readonly smtp: SmtpServer,
    private readonly inboxes: CaughtInboxes,
    readonly faults: ImapFaults,
    private readonly clock: Clock,
  ) {}

  /** What was caught, the oldest first. */
  async list(): Promise<MailLine[]> {
    const emails = await this.smtp.getAllEmails();
    return emails.map(({ id, envelope, subject }) => ({
      id,
      from: envelope.from.address,
      to: envelope.to.map(({ address }) => address),
      subject,
    }));
  }

  /** Sends a delivery report to whom the mail came from. */
  async bounce(id: string, order: BounceOrder = {}): Promise<void> {
    const original = await this.original(id);
    await this.deliver('', original.sender, composeBounce(original, order, this.clock()));
  }

  /** Answers a mail as the person it was sent to would. */
  async reply(id: string, order: ReplyOrder): Promise<void> {
    const original = await this.original(id);
    const from = order.from ?? original.recipient;
    await this.deliver(from, original.replyTo, composeReply(original, order, this.clock()));
  }

  /** Any bytes, as they would come from outside. */
  async deliver(from: string, to: string, raw: string | Buffer): Promise<void> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.smtp.getPort(),
      ignoreTLS: true,
    });
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
    transport.close();
  }

  /** Gives every mail of an inbox another number, as servers do after a repair. */
  numberAnew(address: string): void {
    this.inboxes.of(address).numberAnew();
  }

  /** Puts a copy into the folder of what an address has sent, as servers do that keep one by themselves. */
  keepCopy(address: string, messageId: string): void {
    const read = () => Promise.resolve(Buffer.from(`Message-ID: ${messageId}\r\n\r\n`));
    const copy = { id: `copy of ${messageId}`, arrivedAt: this.clock(), read, messageId };
    this.inboxes.foldersOf(address).sent.add(copy);
  }

  /** @throws ChangeRefused when there is no such mail */
  async original(id: string): Promise<OriginalMail> {
    const email = await this.smtp.getEmail(id).catch(() => {
      throw new ChangeRefused(`There is no mail "${id}".`);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of await this.smtp.getRawEmail(id)) chunks.push(chunk as Buffer);
    return originalMail(email, Buffer.concat(chunks).toString('utf8'));
  }
}
