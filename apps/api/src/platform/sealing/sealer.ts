import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { parseKeyList } from '../../config/key-list.js';

/** What a sealed value belongs to. It is authenticated with the value: moved elsewhere it does not open. */
export interface SealPlace {
  readonly accountId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** Thrown when a sealed value cannot be opened: other key, other place, or changed. */
export class CannotUnseal extends Error {
  constructor() {
    super('a sealed value could not be opened with the keys of this installation');
  }
}

/** Seals secrets with AES-256-GCM under a named key. Text form: `v1.<key id>.<iv>.<tag>.<ciphertext>`, base64url. */
export class Sealer {
  private readonly keys: ReadonlyMap<string, Buffer>;
  /** The key that seals new values; the others only open. */
  readonly newestKeyId: string;

  /**
   * @param setting `"k2:<base64>,k1:<base64>"`, newest first, 32 bytes each
   * @throws RangeError when a key has not exactly 32 bytes
   */
  constructor(setting: string) {
    const entries = parseKeyList(setting);
    for (const [id, key] of entries) {
      if (key.length !== 32) throw new RangeError(`SEALING_KEYS: key "${id}" must have 32 bytes`);
    }
    this.keys = new Map(entries);
    this.newestKeyId = entries[0]![0];
  }

  /** Names of the keys there are, newest first. */
  get keyIds(): readonly string[] {
    return [...this.keys.keys()];
  }

  seal(secret: string, place: SealPlace): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(this.newestKeyId)!, iv);
    cipher.setAAD(associatedData(this.newestKeyId, place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [
      'v1',
      this.newestKeyId,
      ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
    ].join('.');
  }

  /** @throws CannotUnseal */
  unseal(value: string, place: SealPlace): string {
    const [version, keyId, iv, tag, sealed] = value.split('.');
    const key = this.keys.get(keyId ?? '');
    if (
      version !== 'v1' ||
      key === undefined ||
      iv === undefined ||
      tag === undefined ||
      sealed === undefined
    )
      throw new CannotUnseal();
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(associatedData(keyId!, place));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([
        decipher.update(Buffer.from(sealed, 'base64url')),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      // Node's own message tells nothing more; which part was wrong must not be told apart.
      throw new CannotUnseal();
    }
  }
}

function associatedData(keyId: string, place: SealPlace): Buffer {
  return Buffer.from(
    JSON.stringify([keyId, place.accountId, place.table, place.column, place.rowId]),
  );
}
