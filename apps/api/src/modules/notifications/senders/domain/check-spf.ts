import { type Finding, finding } from './finding.js';
import type { MailDns } from './mail-dns.js';
import { providerOf } from './mail-providers.js';
import { isSpfRecord, parseSpf, type SpfTerm } from './spf-record.js';
import { MOST_EMPTY, MOST_LOOKUPS, walkSpf } from './spf-walk.js';

/** What was found of one of the three, with the record as it stands and one to put in its place. */
export interface Part {
  readonly findings: readonly Finding[];
  readonly record: string | null;
  readonly suggestion: string | null;
}

/**
 * Looks whether a domain says who may send for it (RFC 7208).
 *
 * @param host the mail server that letters leave through
 */
export async function checkSpf(
  dns: Pick<MailDns, 'txt' | 'mx' | 'a'>,
  domain: string,
  host: string,
): Promise<Part> {
  const provider = providerOf(host);
  const suggestion = `v=spf1 mx ${provider === null ? `a:${host}` : `include:${provider}`} ~all`;
  const answer = await dns.txt(domain);
  if (answer.kind === 'failed') return only(finding('unknown', 'dns-failed', { subject: domain }));
  const records = answer.kind === 'found' ? answer.records.filter(isSpfRecord) : [];
  const [record] = records;
  if (record === undefined)
    return { findings: [finding('problem', 'spf-missing')], record: null, suggestion };
  if (records.length > 1) {
    const found = finding('problem', 'spf-several', { count: records.length });
    return { findings: [found], record: records.join('\n'), suggestion: null };
  }
  const parsed = parseSpf(record);
  if ('broken' in parsed) {
    const found = finding('problem', 'spf-broken', { subject: parsed.broken });
    return { findings: [found], record, suggestion: null };
  }
  const walk = await walkSpf(dns, domain, parsed.terms);
  const findings = [
    walk.missing === null
      ? null
      : finding('problem', 'spf-include-missing', { subject: walk.missing }),
    walk.broken === null
      ? null
      : finding('problem', 'spf-broken', { subject: `${walk.broken.name}: ${walk.broken.term}` }),
    walk.lookups > MOST_LOOKUPS
      ? finding('problem', 'spf-too-many-lookups', { count: walk.lookups })
      : null,
    walk.empty > MOST_EMPTY
      ? finding('warning', 'spf-too-many-empty', { count: walk.empty })
      : null,
    walk.failed === null ? null : finding('unknown', 'dns-failed', { subject: walk.failed }),
    ...endings(parsed.terms),
    walk.usesPtr ? finding('warning', 'spf-ptr') : null,
    provider !== null && !walk.named.includes(provider)
      ? finding('warning', 'spf-without-provider', { subject: `include:${provider}` })
      : null,
  ].filter((each) => each !== null);
  const good = finding('good', 'spf-good', { count: walk.lookups });
  return { findings: findings.length === 0 ? [good] : findings, record, suggestion: null };
}

function endings(terms: readonly SpfTerm[]): (Finding | null)[] {
  const all = terms.find(({ name }) => name === 'all');
  if (all?.qualifier === '+') return [finding('problem', 'spf-allows-everybody')];
  const isOpen = all === undefined || all.qualifier === '?';
  const isRedirected = all === undefined && terms.some(({ name }) => name === 'redirect');
  return isOpen && !isRedirected ? [finding('warning', 'spf-open-end')] : [];
}

function only(found: Finding): Part {
  return { findings: [found], record: null, suggestion: null };
}
