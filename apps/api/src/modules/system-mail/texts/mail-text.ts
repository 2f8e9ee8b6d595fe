import type { SystemMailKind } from '../contract/enqueue-mail.js';

/** One mail's words. `{name}` stands for a value of the mail's data; a value that is not there leaves nothing. */
export interface MailText {
  readonly subject: string;
  /** Paragraphs, in order. */
  readonly body: readonly string[];
  /** What the link says, where the mail has one. */
  readonly link?: string;
}

/** Everything a language says in the product's own mail. */
export interface MailTexts {
  readonly locale: string;
  readonly greeting: string;
  /** Closes every mail: who writes, and why nobody reads an answer. */
  readonly footer: string;
  /** Before the address, for those whose mail program shows no links. */
  readonly copyLink: string;
  readonly labels: { readonly at: string; readonly ip: string; readonly userAgent: string };
  readonly roles: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<SystemMailKind, MailText>>;
}
