import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { fetchMail } from './fetch-mail.js';
import type { ImapFaults } from './imap-faults.js';
import type { Folders, Inbox, InboxMail } from './inbox.js';
import { readCommands, wordsOf } from './read-commands.js';
import { searchInbox } from './search-inbox.js';
import { sequenceSet } from './sequence-set.js';

const CAPABILITIES = 'IMAP4rev1 ID LITERAL+ UNSELECT';

/** Who may sign in, to which folders. */
export type SignIn = (name: string, password: string) => Folders | null;

/** One connection of a mail program: as much of IMAP4rev1 (RFC 3501) as reading an inbox takes. */
export class ImapSession {
  private folders: Folders | null = null;
  private selected: Inbox | null = null;
  private isOver = false;

  constructor(
    private readonly socket: Socket,
    private readonly signIn: SignIn,
    private readonly faults: ImapFaults,
  ) {}

  /** Until the other side or a fault ends it. */
  async run(): Promise<void> {
    this.say(`* OK [CAPABILITY ${CAPABILITIES}] Mail catcher ready`);
    for await (const line of readCommands(this.socket, () => this.say('+ go on'))) {
      const slow = this.faults.take('slow');
      if (slow !== null) await pause(slow.delayMs);
      if (this.faults.take('silence') !== null) continue;
      await this.answer(line);
      if (this.isOver) break;
    }
    this.socket.end();
  }

  private async answer(line: string): Promise<void> {
    const [, tag = '*', verb = '', rest = ''] = /^(\S+) +(\S+) ?(.*)$/s.exec(line) ?? [];
    const isUid = verb.toUpperCase() === 'UID';
    const [, name = verb, args = rest] = isUid ? (/^(\S+) ?(.*)$/s.exec(rest) ?? []) : [];
    const said = await this.obey(name.toUpperCase(), isUid ? args : rest, isUid);
    if (!this.socket.destroyed) this.say(`${tag} ${said}`);
  }

  private async obey(verb: string, args: string, isUid: boolean): Promise<string> {
    switch (verb) {
      case 'CAPABILITY':
        this.say(`* CAPABILITY ${CAPABILITIES}`);
        return 'OK done';
      case 'ID':
        this.say('* ID ("name" "mail catcher")');
        return 'OK done';
      case 'NOOP':
        return 'OK done';
      case 'LOGOUT':
        this.say('* BYE until next time');
        this.isOver = true;
        return 'OK done';
      case 'LOGIN':
        return this.login(wordsOf(args));
      default:
        return this.folders === null
          ? 'BAD sign in first'
          : this.obeySignedIn(this.folders, verb, args, isUid);
    }
  }

  private login([name = '', password = '']: string[]): string {
    const folders =
      this.faults.take('refuse-sign-in') === null ? this.signIn(name, password) : null;
    if (folders === null) return 'NO [AUTHENTICATIONFAILED] wrong name or password';
    this.folders = folders;
    return 'OK signed in';
  }

  private async obeySignedIn(
    folders: Folders,
    verb: string,
    args: string,
    isUid: boolean,
  ): Promise<string> {
    switch (verb) {
      case 'LIST':
      case 'LSUB':
        return this.list(folders, verb, wordsOf(args).at(-1) ?? '');
      case 'SELECT':
      case 'EXAMINE':
        return this.select(folders, verb, wordsOf(args)[0] ?? '');
      case 'CLOSE':
      case 'UNSELECT':
        this.selected = null;
        return 'OK done';
      case 'SEARCH':
      case 'FETCH':
      case 'STORE':
        if (this.selected === null) return 'BAD select a mailbox first';
        if (verb === 'SEARCH') return this.search(this.selected, args, isUid);
        return this.withMails(this.selected, verb, args, isUid);
      default:
        return 'BAD this server does not know that';
    }
  }

  private list({ sent }: Folders, verb: string, pattern: string): string {
    if (pattern === '') this.say(`* ${verb} (\\Noselect) "/" ""`);
    else if (/^(?:\*|%|inbox)$/i.test(pattern)) this.say(`* ${verb} (\\HasNoChildren) "/" INBOX`);
    if (/^(?:\*|%|sent)$/i.test(pattern) && sent.all.length > 0)
      this.say(`* ${verb} (\\HasNoChildren \\Sent) "/" Sent`);
    return 'OK done';
  }

  private select(folders: Folders, verb: string, name: string): string {
    const inbox = folderNamed(folders, name);
    if (inbox === null) return 'NO [NONEXISTENT] no such mailbox';
    this.selected = inbox;
    this.say('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted)');
    this.say(`* ${inbox.all.length} EXISTS`);
    this.say('* 0 RECENT');
    this.say(`* OK [UIDVALIDITY ${inbox.uidValidity}] uids are valid`);
    this.say(`* OK [UIDNEXT ${inbox.uidNext}] next uid`);
    return verb === 'SELECT' ? 'OK [READ-WRITE] selected' : 'OK [READ-ONLY] selected';
  }

  private search(inbox: Inbox, args: string, isUid: boolean): string {
    const found = searchInbox(inbox, wordsOf(args));
    if (found === null) return 'BAD this server cannot search for that';
    const numbers = found.map((mail) => (isUid ? mail.uid : inbox.all.indexOf(mail) + 1));
    this.say(['* SEARCH', ...numbers].join(' '));
    return 'OK done';
  }

  private async withMails(
    inbox: Inbox,
    verb: string,
    args: string,
    isUid: boolean,
  ): Promise<string> {
    const [, set = '', what = ''] = /^(\S+) (.*)$/s.exec(args) ?? [];
    const last = isUid ? (inbox.all.at(-1)?.uid ?? 0) : inbox.all.length;
    const isNamed = sequenceSet(set, last);
    if (isNamed === null) return 'BAD those are no numbers';
    for (const [index, mail] of [...inbox.all].entries()) {
      if (!isNamed(isUid ? mail.uid : index + 1)) continue;
      if (verb === 'STORE') this.store(mail, index + 1, what);
      else await this.fetch(mail, index + 1, what);
      if (this.socket.destroyed) break;
    }
    return 'OK done';
  }

  private store(mail: InboxMail, sequence: number, what: string): void {
    const flags = what.match(/\\\w+/g) ?? [];
    for (const flag of flags) {
      if (what.startsWith('-')) mail.flags.delete(flag);
      else mail.flags.add(flag);
    }
    this.say(`* ${sequence} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))`);
  }

  private async fetch(mail: InboxMail, sequence: number, items: string): Promise<void> {
    const line = await fetchMail(mail, sequence, items);
    if (line === null) return;
    if (this.faults.take('drop') !== null) {
      this.socket.write(line.subarray(0, line.length / 2), () => this.socket.destroy());
      this.isOver = true;
      return;
    }
    if (this.faults.take('garbage') !== null) {
      this.socket.write(
        `* ${sequence} FETCH (UID (((\r\n${randomBytes(64).toString('latin1')}\r\n`,
      );
      return;
    }
    this.socket.write(line);
  }

  private say(line: string): void {
    if (this.socket.writable) this.socket.write(`${line}\r\n`);
  }
}

function folderNamed({ inbox, sent }: Folders, name: string): Inbox | null {
  if (name.toUpperCase() === 'INBOX') return inbox;
  return name === 'Sent' && sent.all.length > 0 ? sent : null;
}
