import 'reflect-metadata';
import { webcrypto } from 'node:crypto';

import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const DAY_MS = 24 * 3600 * 1000;

export interface ServerCertificate {
  /** PEM */
  readonly key: string;
  readonly cert: string;
}

/** An authority of our own for a test, and the certificates it signs for servers. */
export class TestAuthority {
  private serial = 1;

  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    /** PEM: what a client has to trust. */
    readonly cert: string,
  ) {}

  static async make(): Promise<TestAuthority> {
    const keys = await newKeys();
    const root = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=Authority of a test',
      keys,
      signingAlgorithm: RSA,
      ...valid(-1, 30),
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    });
    return new TestAuthority(keys, root.toString('pem'));
  }

  /** @param days until it ends; less than zero: it has ended */
  async sign(name: string, days: number): Promise<ServerCertificate> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: String((this.serial += 1)).padStart(2, '0'),
      issuer: 'CN=Authority of a test',
      subject: `CN=${name}`,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: RSA,
      ...valid(-20, days),
      extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
    });
    const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
    return { key: toPem(key), cert: certificate.toString('pem') };
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
}

function valid(fromDays: number, toDays: number): { notBefore: Date; notAfter: Date } {
  // eslint-disable-next-line no-restricted-syntax -- TLS looks at real time, and so does its certificate
  const now = Date.now();
  return {
    notBefore: new Date(now + fromDays * DAY_MS),
    notAfter: new Date(now + toDays * DAY_MS),
  };
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g)!;
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
