import { readFile } from 'node:fs/promises';

import type { Clock } from '../clock.js';
import { type Folders, Inbox } from '../imap/inbox.js';

/** As much of a caught mail as is needed to sort it. */
export interface CaughtMail {
  readonly id: string;
  /** the file that holds its bytes */
  readonly source: string;
  readonly envelope: { readonly to: readonly { readonly address: string }[] };
}

/** Everything that was caught, as one inbox for each address it was sent to. */
export class CaughtInboxes {
  private readonly inboxes = new Map<string, Inbox>();
  private readonly sentFolders = new Map<string, Inbox>();
  private readonly validity: number;

  /** @param clock uids begin anew with each start, so their validity does too */
  constructor(private readonly clock: Clock) {
    this.validity = Math.floor(clock().getTime() / 1000);
  }

  /** An address that was never written to has an empty one. */
  of(address: string): Inbox {
    const name = address.toLowerCase();
    const found = this.inboxes.get(name) ?? new Inbox(this.validity);
    this.inboxes.set(name, found);
    return found;
  }

  /** What an address keeps of what it has sent: nothing unless told, as many servers do. */
  foldersOf(address: string): Folders {
    const name = address.toLowerCase();
    const sent = this.sentFolders.get(name) ?? new Inbox(this.validity);
    this.sentFolders.set(name, sent);
    return { inbox: this.of(address), sent };
  }

  add({ id, source, envelope }: CaughtMail): void {
    const read = () => readFile(source).catch(() => null);
    for (const { address } of envelope.to)
      this.of(address).add({ id, arrivedAt: this.clock(), read });
  }

  /** @param id `all` for every one */
  remove(id: string): void {
    for (const inbox of this.inboxes.values())
      inbox.remove((mail) => id === 'all' || mail.id === id);
  }
}
