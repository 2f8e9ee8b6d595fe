import {
  constants,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  X509Certificate,
} from 'node:crypto';
import { type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { failureOf, unexpectedAnswer } from './failure.js';

const Certificates = z.array(
  z.object({
    certificate: z.string(),
    publicKeyId: z.string(),
    validFrom: z.string(),
    validTo: z.string(),
    usage: z.array(z.string()),
  }),
);

export interface Encrypted {
  readonly text: string;
  readonly publicKeyId: string;
}

/**
 * Encrypts with the key KSeF publishes for this purpose now. Its certificates change: the newest valid one is taken,
 * none is remembered.
 *
 * @param at KSeF's own time, so that a clock that is wrong here cannot pick the wrong one
 */
export async function encryptFor(
  context: ProviderContext,
  usage: 'KsefTokenEncryption',
  at: number,
  secret: Buffer,
): Promise<Encrypted> {
  const response = await context.request({
    method: 'GET',
    path: '/security/public-key-certificates',
    limit: 'sign',
  });
  if (response.status !== 200) throw failureOf(response);
  const certificates = Certificates.safeParse(response.body);
  if (!certificates.success) throw unexpectedAnswer(response.status);
  const [newest] = certificates.data
    .filter((one) => one.usage.includes(usage))
    .filter((one) => Date.parse(one.validFrom) <= at && at < Date.parse(one.validTo))
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom));
  if (newest === undefined) throw noKey();
  const key = { key: keyOf(newest.certificate), ...OAEP };
  return {
    text: publicEncrypt(key, secret).toString('base64'),
    publicKeyId: newest.publicKeyId,
  };
}

/** Node takes the same hash for MGF1. */
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** Described as a certificate, while the published example holds a bare public key. */
function keyOf(base64: string): KeyObject {
  const der = Buffer.from(base64, 'base64');
  try {
    return new X509Certificate(der).publicKey;
  } catch {
    try {
      return createPublicKey({ key: der, format: 'der', type: 'spki' });
    } catch {
      throw noKey();
    }
  }
}

function noKey(): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'no-encryption-key',
    message: 'KSeF publishes no key that can be used at the moment.',
  });
}
