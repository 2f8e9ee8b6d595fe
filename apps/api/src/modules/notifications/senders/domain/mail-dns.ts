import { Resolver } from 'node:dns/promises';

import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../../config/env.js';
import { SETTINGS } from '../../../../config/settings.token.js';

/** What a name server says about a name. */
export type DnsAnswer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[] }
  /** The name is there, but has no such record; or there is no such name (`isNameMissing`). */
  | { readonly kind: 'none'; readonly isNameMissing: boolean }
  /** Nobody knows: no answer in time, or one that says that it went wrong. */
  | { readonly kind: 'failed' };

const TIMEOUT_MS = 2500;
const TRIES = 2;

/** Asks the name servers the operator has set, or else those of the machine, about how a domain sends mail. */
@Injectable()
export class MailDns {
  private readonly resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });

  constructor(@Inject(SETTINGS) { DNS_SERVERS }: Pick<Settings, 'DNS_SERVERS'>) {
    if (DNS_SERVERS.length > 0) this.resolver.setServers(DNS_SERVERS);
  }

  /** Each record as one text: its strings belong together without anything between them (RFC 7208, 3.3). */
  txt(name: string): Promise<DnsAnswer<string>> {
    return answerOf(async () =>
      (await this.resolver.resolveTxt(name)).map((strings) => strings.join('')),
    );
  }

  /** Names of mail exchangers; the empty name says that no mail is taken (RFC 7505). */
  mx(name: string): Promise<DnsAnswer<string>> {
    return answerOf(async () =>
      (await this.resolver.resolveMx(name)).map(({ exchange }) => exchange),
    );
  }

  a(name: string): Promise<DnsAnswer<string>> {
    return answerOf(() => this.resolver.resolve4(name));
  }

  aaaa(name: string): Promise<DnsAnswer<string>> {
    return answerOf(() => this.resolver.resolve6(name));
  }
}

async function answerOf<T>(ask: () => Promise<T[]>): Promise<DnsAnswer<T>> {
  try {
    return { kind: 'found', records: await ask() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND') return { kind: 'none', isNameMissing: true };
    if (code === 'ENODATA' || code === 'EBADNAME') return { kind: 'none', isNameMissing: false };
    return { kind: 'failed' };
  }
}
