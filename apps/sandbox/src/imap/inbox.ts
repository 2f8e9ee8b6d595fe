/** One mail as it lies in somebody's inbox. */
export interface InboxMail {
  readonly uid: number;
  /** the catcher's own name for it */
  readonly id: string;
  readonly arrivedAt: Date;
  readonly flags: Set<string>;
  /** known of what its owner has sent */
  readonly messageId?: string;
  /** null when it has been thrown away meanwhile */
  readonly read: () => Promise<Buffer | null>;
}

/** What an address has on the server. */
export interface Folders {
  readonly inbox: Inbox;
  /** there as soon as it holds something */
  readonly sent: Inbox;
}

/** What one address has been sent. Numbers count up and are never given twice, until the inbox is numbered anew. */
export class Inbox {
  private mails: InboxMail[] = [];
  private nextUid = 1;

  /** @param uidValidity whole seconds; another number says that all uids are void (RFC 9051, section 2.3.1.1) */
  constructor(private validity: number) {}

  get uidValidity(): number {
    return this.validity;
  }

  get uidNext(): number {
    return this.nextUid;
  }

  /** in the order of their arrival */
  get all(): readonly InboxMail[] {
    return this.mails;
  }

  add(mail: Pick<InboxMail, 'id' | 'arrivedAt' | 'read' | 'messageId'>): void {
    this.mails.push({ ...mail, uid: this.nextUid, flags: new Set() });
    this.nextUid += 1;
  }

  remove(isGone: (mail: InboxMail) => boolean): void {
    this.mails = this.mails.filter((mail) => !isGone(mail));
  }

  /** What a server does after a repair or a move: the same mails under other numbers. */
  numberAnew(): void {
    this.validity += 1;
    this.mails = this.mails.map((mail, index) => ({ ...mail, uid: index + 1 }));
    this.nextUid = this.mails.length + 1;
  }
}
