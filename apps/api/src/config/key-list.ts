import { z } from 'zod';

/** A key and the name it is known by. */
export type NamedKey = readonly [id: string, key: Buffer];

/** How a setting writes named keys: `"k2:<base64>,k1:<base64>"`, newest first, 32 bytes each. */
export const keyListSetting = z
  .string()
  .regex(
    /^[\w-]+:[A-Za-z0-9+/=]+(,[\w-]+:[A-Za-z0-9+/=]+)*$/,
    'needs "<key id>:<32 bytes in base64>", newest first, separated by commas',
  )
  .refine(
    (text) => parseKeyList(text).every(([, key]) => key.length === 32),
    'each key needs exactly 32 bytes',
  )
  .refine(
    (text) => new Set(parseKeyList(text).map(([id]) => id)).size === text.split(',').length,
    'each key needs a name of its own',
  );

/** Reads named keys in the order they are written. */
export function parseKeyList(setting: string): NamedKey[] {
  return setting.split(',').map((entry) => {
    const [id, text] = entry.split(/:(.*)/s) as [string, string];
    return [id, Buffer.from(text ?? '', 'base64')] as const;
  });
}
