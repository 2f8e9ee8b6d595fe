import { createPublicKey } from 'node:crypto';

import type { Part } from './check-spf.js';
import { type Finding, finding } from './finding.js';
import type { MailDns } from './mail-dns.js';
import { tagList } from './tag-list.js';

/** A key's name cannot be looked up, only guessed: what the usual mail servers and providers call theirs. */
const USUAL = [
  'default',
  'dkim',
  'mail',
  'email',
  'google',
  'selector1',
  'selector2',
  's1',
  's2',
  'k1',
  'k2',
  'key1',
  'smtp',
  'x',
  'zoho',
  'brevo',
];
/** RFC 8301, 3.2: shorter keys are not believed at all, and signers should use 2048 bits. */
const LEAST_BITS = 1024;
const ADVISED_BITS = 2048;

/**
 * Looks for the keys that letters of a domain are signed with (RFC 6376).
 *
 * @param selector the key's name where somebody knows it; null tries the usual ones
 */
export async function checkDkim(
  dns: Pick<MailDns, 'txt'>,
  domain: string,
  selector: string | null,
): Promise<Part> {
  const tried = selector === null ? USUAL : [selector];
  const answers = await Promise.all(
    tried.map(async (name) => ({
      name,
      answer: await dns.txt(`${name}._domainkey.${domain}`),
    })),
  );
  const found = answers.flatMap(({ name, answer }) =>
    answer.kind === 'found'
      ? answer.records.filter(looksLikeKey).map((text) => ({ name, text }))
      : [],
  );
  if (found.length > 0) {
    return {
      findings: found.map(({ name, text }) => judge(name, text)),
      record: found.map(({ name, text }) => `${name}: ${text}`).join('\n'),
      suggestion: null,
    };
  }
  const failed = answers.filter(({ answer }) => answer.kind === 'failed');
  return { findings: [nothing(domain, selector, failed.length)], record: null, suggestion: null };
}

function nothing(domain: string, selector: string | null, failed: number): Finding {
  if (failed > 0) return finding('unknown', 'dns-failed', { subject: `_domainkey.${domain}` });
  if (selector === null) return finding('unknown', 'dkim-unknown', { count: USUAL.length });
  return finding('problem', 'dkim-missing', { subject: selector });
}

/** The version may be left out, the key may not (3.6.1). */
function looksLikeKey(text: string): boolean {
  return /(^|;)\s*(v\s*=\s*DKIM1|p\s*=)/i.test(text);
}

function judge(name: string, text: string): Finding {
  const tags = tagList(text);
  const key = tags?.get('p')?.replaceAll(/\s/g, '');
  if (tags === null || key === undefined)
    return finding('problem', 'dkim-broken', { subject: name });
  if (key === '') return finding('warning', 'dkim-revoked', { subject: name });
  const bits = (tags.get('k') ?? 'rsa').toLowerCase() === 'rsa' ? rsaBits(key) : ADVISED_BITS;
  if (bits === null) return finding('problem', 'dkim-broken', { subject: name });
  if (bits < LEAST_BITS) return finding('problem', 'dkim-short', { subject: name, count: bits });
  if (tags.get('t')?.split(':').includes('y') === true)
    return finding('warning', 'dkim-testing', { subject: name });
  if (bits < ADVISED_BITS) return finding('hint', 'dkim-short', { subject: name, count: bits });
  return finding('good', 'dkim-found', { subject: name });
}

/** Null where it is no RSA key. */
function rsaBits(key: string): number | null {
  try {
    const parsed = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki',
    });
    return parsed.asymmetricKeyDetails?.modulusLength ?? null;
  } catch {
    return null;
  }
}
