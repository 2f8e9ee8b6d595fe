import { generateKeyPairSync } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { DnsDouble, type Zone } from '../../../../../test/support/dns-double.js';
import { checkDkim } from './check-dkim.js';
import { checkDmarc } from './check-dmarc.js';
import { checkSpf, type Part } from './check-spf.js';
import { MailDns } from './mail-dns.js';

const keyOf = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64');
const STRONG = keyOf(2048);

/** As strings of at most 255 characters, the way a name server holds a long record. */
const split = (text: string) => text.match(/.{1,200}/gs)!;

let server: DnsDouble;
let dns: MailDns;

beforeAll(async () => {
  server = await DnsDouble.start();
  dns = new MailDns({ DNS_SERVERS: [server.address] });
});
afterAll(() => server.close());

/** Findings as `level code (subject) count`. */
const told = ({ findings }: Part) =>
  findings.map(({ level, code, subject, count }) =>
    [level, code, subject === null ? null : `(${subject})`, count]
      .filter((part) => part !== null)
      .join(' '),
  );
const spf = async (zones: Record<string, Zone>, host = 'smtp.firma.example') => {
  server.serve(zones);
  return told(await checkSpf(dns, 'firma.example', host));
};
const dmarc = async (zones: Record<string, Zone>, domain = 'firma.example') => {
  server.serve(zones);
  return told(await checkDmarc(dns, domain, 'biuro@firma.example'));
};
const dkim = async (zones: Record<string, Zone>, selector: string | null = null) => {
  server.serve(zones);
  return told(await checkDkim(dns, 'firma.example', selector));
};
const record = (...txt: (string | string[])[]): Record<string, Zone> => ({
  'firma.example': { txt, mx: ['mx.firma.example'], a: ['192.0.2.1'] },
});

describe('what SPF says', () => {
  it('is good when somebody is named and everybody else is not', async () => {
    expect(await spf(record('v=spf1 mx ip4:192.0.2.0/24 -all'))).toEqual(['good spf-good 1']);
    expect(await spf(record('V=SPF1 a ~all'))).toEqual(['good spf-good 1']);
  });

  it('is found among other texts, and put together from its parts', async () => {
    const zones = record('google-site-verification=x', ['v=spf1 ip4:192.0.', '2.1 -all']);
    expect(await spf(zones)).toEqual(['good spf-good 0']);
    expect((await checkSpf(dns, 'firma.example', 'x')).record).toBe('v=spf1 ip4:192.0.2.1 -all');
  });

  it.each([
    ['no text at all', {}],
    ['other texts only', record('v=spf10 -all', 'spf1 -all', 'hello')],
    ['no such name', {}],
  ])('is missing with %s, and one is suggested', async (_what, zones) => {
    expect(await spf(zones)).toEqual(['problem spf-missing']);
    expect((await checkSpf(dns, 'firma.example', 'smtp.firma.example')).suggestion).toBe(
      'v=spf1 mx a:smtp.firma.example ~all',
    );
    expect((await checkSpf(dns, 'firma.example', 'smtp.gmail.com')).suggestion).toBe(
      'v=spf1 mx include:_spf.google.com ~all',
    );
  });

  it('counts for nothing when there are several', async () => {
    expect(await spf(record('v=spf1 mx -all', 'v=spf1 a -all', 'v=spf1'))).toEqual([
      'problem spf-several 3',
    ]);
  });

  it.each([
    ['v=spf1 ip4 -all', 'ip4'],
    ['v=spf1 include: -all', 'include:'],
    ['v=spf1 mx; -all', 'mx;'],
    ['v=spf1 everybody', 'everybody'],
    ['v=spf1 all:firma.example', 'all:firma.example'],
    ['v=spf1 redirect=', 'redirect='],
    ['v=spf1 redirect=a.example redirect=b.example', 'redirect='],
  ])('is broken by one term nobody understands: %s', async (text, term) => {
    expect(await spf(record(text))).toEqual([`problem spf-broken (${term})`]);
  });

  it.each([
    ['v=spf1 +all', 'problem spf-allows-everybody'],
    ['v=spf1 mx all', 'problem spf-allows-everybody'],
    ['v=spf1 mx ?all', 'warning spf-open-end'],
    ['v=spf1 mx', 'warning spf-open-end'],
    ['v=spf1 ptr -all', 'warning spf-ptr'],
  ])('says too little with %s', async (text, expected) => {
    expect(await spf(record(text))).toEqual([expected]);
  });

  it('passes over modifiers it does not know, and follows a redirect', async () => {
    expect(
      await spf({
        ...record('v=spf1 exp=why.firma.example unknown=1 redirect=_spf.firma.example'),
        '_spf.firma.example': { txt: ['v=spf1 ip4:192.0.2.1 -all'] },
      }),
    ).toEqual(['good spf-good 1']);
  });

  it('fails with an include that has no SPF, or several', async () => {
    const start = record('v=spf1 include:gone.example -all');
    expect(await spf(start)).toEqual(['problem spf-include-missing (gone.example)']);
    expect(
      await spf({ ...start, 'gone.example': { txt: ['v=spf1 -all', 'v=spf1 ~all'] } }),
    ).toEqual(['problem spf-include-missing (gone.example)']);
  });

  it('names the record a broken term is in, however deep', async () => {
    expect(
      await spf({
        ...record('v=spf1 include:a.example -all'),
        'a.example': { txt: ['v=spf1 include:b.example'] },
        'b.example': { txt: ['v=spf1 nonsense'] },
      }),
    ).toEqual(['problem spf-broken (b.example: nonsense)']);
  });

  it.each([
    [10, ['good spf-good 10']],
    [11, ['problem spf-too-many-lookups 11']],
  ])('takes %i look-ups, through all includes together', async (count, expected) => {
    const inner = Array.from({ length: count - 2 }, (_unused, place) => `a:h${place}.example`);
    const hosts = inner.map((term) => [term.slice(2), { a: ['192.0.2.1'] }] as const);
    const zones = {
      ...record('v=spf1 mx include:a.example -all'),
      'a.example': { txt: [split(`v=spf1 ${inner.join(' ')}`)] },
      ...Object.fromEntries(hosts),
    };
    expect(await spf(zones)).toEqual(expected);
  });

  it('does not follow a circle for ever', async () => {
    const [found] = await spf({
      ...record('v=spf1 include:a.example -all'),
      'a.example': { txt: ['v=spf1 include:firma.example'] },
    });
    expect(found).toMatch(/^problem spf-too-many-lookups \d+$/);
    expect(server.asked.length).toBeLessThan(40);
  });

  it('minds names that are asked for and not there', async () => {
    const zones = record('v=spf1 a:x.example a:y.example mx:z.example -all');
    expect(await spf(zones)).toEqual(['warning spf-too-many-empty 3']);
  });

  it('counts a name with a macro and does not ask for it', async () => {
    expect(await spf(record('v=spf1 exists:%{i}._spf.firma.example -all'))).toEqual([
      'good spf-good 1',
    ]);
    expect(server.asked).toEqual(['TXT firma.example']);
  });

  it('misses the provider whose server is used', async () => {
    const gmail = 'smtp.gmail.com';
    expect(await spf(record('v=spf1 mx -all'), gmail)).toEqual([
      'warning spf-without-provider (include:_spf.google.com)',
    ]);
    const included = {
      ...record('v=spf1 include:_spf.google.com ~all'),
      '_spf.google.com': { txt: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
    };
    expect(await spf(included, gmail)).toEqual(['good spf-good 1']);
  });

  it.each(['fail', 'refuse', 'stay-silent'] as const)(
    'is unknown, and not missing, when the name server is asked and does "%s"',
    async (does) => {
      expect(await spf({ 'firma.example': { does } })).toEqual([
        'unknown dns-failed (firma.example)',
      ]);
      const inside = { ...record('v=spf1 include:a.example -all'), 'a.example': { does } };
      expect(await spf(inside)).toEqual(['unknown dns-failed (a.example)']);
    },
    60_000,
  );
});

describe('what DMARC says', () => {
  const at = (...txt: string[]) => ({ '_dmarc.firma.example': { txt } });

  it.each([
    ['v=DMARC1; p=reject; rua=mailto:a@firma.example', ['good dmarc-good (p=reject)']],
    ['v=DMARC1;p=QUARANTINE;rua=mailto:a@x.example;', ['good dmarc-good (p=quarantine)']],
    ['v=DMARC1; p=none; rua=mailto:a@firma.example', ['hint dmarc-none']],
    ['v=DMARC1; p=none', ['hint dmarc-none', 'hint dmarc-no-reports']],
    [
      'v=DMARC1; p=reject; pct=20; rua=mailto:a@x.example',
      ['good dmarc-good (p=reject)', 'hint dmarc-partly 20'],
    ],
    ['v=DMARC1; rua=mailto:a@firma.example', ['problem dmarc-broken']],
    ['v=DMARC1; p=maybe', ['problem dmarc-broken']],
    ['v=DMARC1; nonsense', ['problem dmarc-broken']],
  ])('is judged: %s', async (text, expected) => {
    expect(await dmarc(at(text, 'something else'))).toEqual(expected);
  });

  it('is missing, and one that only watches is suggested', async () => {
    expect(await dmarc({})).toEqual(['warning dmarc-missing']);
    const { suggestion } = await checkDmarc(dns, 'firma.example', 'biuro@firma.example');
    expect(suggestion).toBe('v=DMARC1; p=none; rua=mailto:biuro@firma.example');
  });

  it('counts for nothing when there are several', async () => {
    expect(await dmarc(at('v=DMARC1; p=none', 'v=DMARC1; p=reject'))).toEqual([
      'problem dmarc-several (firma.example) 2',
    ]);
  });

  it('is that of the domain above for a subdomain, which may have a word of its own', async () => {
    const zones = at('v=DMARC1; p=reject; sp=none; rua=mailto:a@firma.example');
    expect(await dmarc(zones, 'faktury.firma.example')).toEqual([
      'hint dmarc-none',
      'hint dmarc-inherited (firma.example)',
    ]);
    expect(server.asked).toEqual(['TXT _dmarc.faktury.firma.example', 'TXT _dmarc.firma.example']);
  });

  it('is unknown when the name server fails', async () => {
    expect(await dmarc({ '_dmarc.firma.example': { does: 'fail' } })).toEqual([
      'unknown dns-failed (_dmarc.firma.example)',
    ]);
  });
});

describe('what DKIM says', () => {
  const key = (name: string, text: string) => ({
    [`${name}._domainkey.firma.example`]: { txt: [split(text)] },
  });

  it('is found under one of the usual names, put together from its parts', async () => {
    expect(await dkim(key('google', `v=DKIM1; k=rsa; p=${STRONG}`))).toEqual([
      'good dkim-found (google)',
    ]);
    expect(
      await dkim(key('s1', 'k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=')),
    ).toEqual(['good dkim-found (s1)']);
  });

  it('cannot be said to be missing while its name is not known', async () => {
    expect(await dkim({})).toEqual([expect.stringMatching(/^unknown dkim-unknown \d+$/)]);
    expect(await dkim({}, 'firma2026')).toEqual(['problem dkim-missing (firma2026)']);
    expect(server.asked).toEqual(['TXT firma2026._domainkey.firma.example']);
  });

  it.each([
    ['v=DKIM1; p=', 'warning dkim-revoked (x)'],
    [`v=DKIM1; t=y:s; p=${STRONG}`, 'warning dkim-testing (x)'],
    ['v=DKIM1; p=bm9uc2Vuc2U=', 'problem dkim-broken (x)'],
    ['v=DKIM1; nonsense', 'problem dkim-broken (x)'],
    [`v=DKIM1; p=${keyOf(1024)}`, 'hint dkim-short (x) 1024'],
    [`v=DKIM1; p=${keyOf(768)}`, 'problem dkim-short (x) 768'],
  ])('is judged by its key', async (text, expected) => {
    expect(await dkim(key('x', text), 'x')).toEqual([expected]);
  });

  it('is unknown when the name server fails', async () => {
    const zones = { 'x._domainkey.firma.example': { does: 'fail' } as const };
    expect(await dkim(zones, 'x')).toEqual(['unknown dns-failed (_domainkey.firma.example)']);
  });
});
