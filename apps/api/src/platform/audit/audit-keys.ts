import { createHmac } from 'node:crypto';

import { parseKeyList } from '../../config/key-list.js';

/** The keys that chain audit entries. They live in the settings, never in the database they watch over. */
export class AuditKeys {
  private readonly keys: ReadonlyMap<string, Buffer>;
  /** The key that chains new entries; the others only verify. */
  readonly newestKeyId: string;

  /** @param setting `"a2:<base64>,a1:<base64>"`, newest first */
  constructor(setting: string) {
    const entries = parseKeyList(setting);
    this.keys = new Map(entries);
    this.newestKeyId = entries[0]![0];
  }

  /** HMAC-SHA256 of a text, or null when the installation no longer has the key. */
  mac(keyId: string, text: string): Buffer | null {
    const key = this.keys.get(keyId);
    return key === undefined ? null : createHmac('sha256', key).update(text).digest();
  }
}
