import type { Part } from './check-spf.js';
import { type Finding, finding } from './finding.js';
import type { MailDns } from './mail-dns.js';
import { tagList } from './tag-list.js';

const POLICIES = new Set(['none', 'quarantine', 'reject']);
/** Names asked on the way up. */
const MOST_LEVELS = 8;

/**
 * Looks what a domain asks receivers to do with letters that are not its own (RFC 7489). A subdomain without
 * a record of its own goes by that of the domain above it: looked for one label at a time, the top left out.
 *
 * @param reportsTo an address of the firm's for a record to copy
 */
export async function checkDmarc(
  dns: Pick<MailDns, 'txt'>,
  domain: string,
  reportsTo: string,
): Promise<Part> {
  for (const name of upwards(domain)) {
    const answer = await dns.txt(`_dmarc.${name}`);
    if (answer.kind === 'failed') {
      const found = finding('unknown', 'dns-failed', { subject: `_dmarc.${name}` });
      return { findings: [found], record: null, suggestion: null };
    }
    const all = answer.kind === 'found' ? answer.records : [];
    const records = all.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text));
    if (records.length > 1) {
      const found = finding('problem', 'dmarc-several', { subject: name, count: records.length });
      return { findings: [found], record: records.join('\n'), suggestion: null };
    }
    if (records.length === 1) return judge(records[0]!, name, name !== domain);
  }
  const suggestion = `v=DMARC1; p=none; rua=mailto:${reportsTo}`;
  return { findings: [finding('warning', 'dmarc-missing')], record: null, suggestion };
}

function judge(record: string, name: string, isInherited: boolean): Part {
  const tags = tagList(record);
  const policy = (isInherited ? tags?.get('sp') : undefined) ?? tags?.get('p');
  if (tags === null || policy === undefined || !POLICIES.has(policy.toLowerCase()))
    return { findings: [finding('problem', 'dmarc-broken')], record, suggestion: null };
  const percent = Number(tags.get('pct') ?? '100');
  const isPartly = percent < 100 && policy.toLowerCase() !== 'none';
  const findings: (Finding | null)[] = [
    policy.toLowerCase() === 'none'
      ? finding('hint', 'dmarc-none')
      : finding('good', 'dmarc-good', { subject: `p=${policy.toLowerCase()}` }),
    isInherited ? finding('hint', 'dmarc-inherited', { subject: name }) : null,
    isPartly ? finding('hint', 'dmarc-partly', { count: percent }) : null,
    tags.has('rua') ? null : finding('hint', 'dmarc-no-reports'),
  ];
  return { findings: findings.filter((each) => each !== null), record, suggestion: null };
}

/** `a.b.firma.pl`, `b.firma.pl`, `firma.pl`: never the top alone. */
function upwards(domain: string): string[] {
  const labels = domain.split('.');
  return Array.from({ length: Math.max(1, labels.length - 1) }, (_unused, from) =>
    labels.slice(from).join('.'),
  ).slice(0, MOST_LEVELS);
}
