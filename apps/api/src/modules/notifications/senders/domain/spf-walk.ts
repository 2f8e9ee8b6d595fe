import type { DnsAnswer, MailDns } from './mail-dns.js';
import { isSpfRecord, parseSpf, type SpfTerm } from './spf-record.js';

/** Look-ups after which a receiver gives up (RFC 7208, 4.6.4), and empty ones after which it may. */
export const MOST_LOOKUPS = 10;
export const MOST_EMPTY = 2;
/** We look a little further, to say how many there are. */
const GIVE_UP_AFTER = 30;
/** A name server that takes its time with every answer does not keep a person waiting for ever. */
const LONGEST_MS = 10_000;

/** What following an SPF record through everything it refers to has shown. */
export interface SpfWalk {
  lookups: number;
  empty: number;
  /** Every name that was included or redirected to. */
  readonly named: string[];
  usesPtr: boolean;
  /** A term no receiver understands, with the name whose record has it. */
  broken: { readonly name: string; readonly term: string } | null;
  /** Included, but has no SPF record, or several: the whole record fails. */
  missing: string | null;
  /** A name nobody answered for. */
  failed: string | null;
}

type Dns = Pick<MailDns, 'txt' | 'mx' | 'a'>;

/**
 * Follows a record's includes and redirects as a receiver would, counting its look-ups. Names with macros are
 * counted and not followed: they stand for something else in every message.
 */
export async function walkSpf(
  dns: Dns,
  domain: string,
  terms: readonly SpfTerm[],
): Promise<SpfWalk> {
  const walk: SpfWalk = {
    lookups: 0,
    empty: 0,
    named: [],
    usesPtr: false,
    broken: null,
    missing: null,
    failed: null,
  };
  await follow(dns, walk, AbortSignal.timeout(LONGEST_MS), domain, terms);
  return walk;
}

async function follow(
  dns: Dns,
  walk: SpfWalk,
  late: AbortSignal,
  domain: string,
  terms: readonly SpfTerm[],
): Promise<void> {
  const hasAll = terms.some(({ name }) => name === 'all');
  for (const { name, value } of terms) {
    if (late.aborted) walk.failed ??= domain;
    // What is slow to fail once would be slow every time.
    if (walk.lookups >= GIVE_UP_AFTER || walk.failed !== null) return;
    switch (name) {
      case 'include':
        await into(dns, walk, late, value);
        break;
      case 'redirect':
        // With an "all" in the record nobody gets as far as the redirect (6.1).
        if (!hasAll) await into(dns, walk, late, value);
        break;
      case 'a':
      case 'exists':
        await count(walk, value || domain, (target) => dns.a(target));
        break;
      case 'mx':
        await count(walk, value || domain, (target) => dns.mx(target));
        break;
      case 'ptr':
        walk.lookups += 1;
        walk.usesPtr = true;
        break;
      case 'all':
      case 'ip4':
      case 'ip6':
    }
  }
}

async function into(dns: Dns, walk: SpfWalk, late: AbortSignal, target: string): Promise<void> {
  const answer = await count(walk, target, (name) => dns.txt(name));
  if (answer === null) return;
  walk.named.push(target.toLowerCase());
  if (answer.kind === 'failed') return;
  const records = answer.kind === 'found' ? answer.records.filter(isSpfRecord) : [];
  if (records.length !== 1) {
    walk.missing ??= target;
    return;
  }
  const parsed = parseSpf(records[0]!);
  if ('broken' in parsed) walk.broken ??= { name: target, term: parsed.broken };
  else await follow(dns, walk, late, target, parsed.terms);
}

/** Null where the name cannot be asked for. */
async function count(
  walk: SpfWalk,
  target: string,
  ask: (name: string) => Promise<DnsAnswer<string>>,
): Promise<DnsAnswer<string> | null> {
  walk.lookups += 1;
  if (target.includes('%')) return null;
  const answer = await ask(target);
  if (answer.kind === 'none') walk.empty += 1;
  if (answer.kind === 'failed') walk.failed ??= target;
  return answer;
}
