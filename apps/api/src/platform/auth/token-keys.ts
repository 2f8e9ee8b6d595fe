import { hkdfSync } from 'node:crypto';

import { type NamedKey, parseKeyList } from '../../config/key-list.js';

/** The keys of the settings that sign access tokens and derive refresh tokens. A token names its key; it never brings one. */
export class TokenKeys {
  private readonly keys: readonly NamedKey[];

  /** @param setting `"t2:<base64>,t1:<base64>"`, newest first */
  constructor(setting: string) {
    this.keys = parseKeyList(setting);
  }

  /** The key that signs new tokens. */
  get newest(): NamedKey {
    return this.keys[0]!;
  }

  find(id: string): Buffer | undefined {
    return this.keys.find(([known]) => known === id)?.[1];
  }

  /** Keys of their own for refresh tokens, newest first: one purpose, one key. */
  forRefreshTokens(): Buffer[] {
    return this.keys.map(([, key]) => Buffer.from(hkdfSync('sha256', key, '', 'refresh', 32)));
  }
}
