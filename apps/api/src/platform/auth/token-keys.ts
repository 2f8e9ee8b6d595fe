import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

import { type NamedKey, parseKeyList } from '../../config/key-list.js';

/** The keys of the settings that sign access tokens and derive refresh tokens. A token names its key; it never brings one. */
export class TokenKeys {
  private readonly keys: readonly NamedKey[];
  private readonly checking: ReadonlyMap<string, KeyObject>;

  /** @param setting `"t2:<base64>,t1:<base64>"`, newest first */
  constructor(setting: string) {
    this.keys = parseKeyList(setting);
    this.checking = new Map(this.keys.map(([id, key]) => [id, createSecretKey(key)]));
  }

  /** The key that signs new tokens. */
  get newest(): NamedKey {
    return this.keys[0]!;
  }

  /** A key that checks tokens, ready for use: the library would take bytes for a public key first, and find out. */
  find(id: string): KeyObject | undefined {
    return this.checking.get(id);
  }

  /** Keys of their own for refresh tokens, newest first: one purpose, one key. */
  forRefreshTokens(): Buffer[] {
    return this.keys.map(([, key]) => Buffer.from(hkdfSync('sha256', key, '', 'refresh', 32)));
  }
}
