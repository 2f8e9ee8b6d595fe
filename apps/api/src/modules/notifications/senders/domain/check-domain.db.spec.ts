import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../../../../../test/factories/firm.js';
import { Outbox } from '../../../../../test/factories/outbox.js';
import { DnsDouble, type Zone } from '../../../../../test/support/dns-double.js';
import { type Caller, Product } from '../../../../../test/support/product.js';
import { SmtpDouble } from '../../../../../test/support/smtp-double.js';

let dns: DnsDouble;
let product: Product;
let anna: Caller;
let firm: Firm;
let outbox: Outbox;
let smtp: SmtpDouble;
let url: string;

beforeAll(async () => {
  [dns, smtp] = await Promise.all([DnsDouble.start(), SmtpDouble.start()]);
  product = await Product.start({ DNS_SERVERS: dns.address });
  product.clock.set('2026-03-17T10:00:00+01:00');
  const annaId = await product.user('anna');
  anna = await product.signedIn('anna');
  firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'viewer' }]);
  outbox = new Outbox(product, firm);
  await outbox.useSender(smtp.port);
  const [sender] = await firm.rows<{ id: string }>('select id from senders where account_id = $1');
  url = `/accounts/${firm.accountId}/senders/${sender!.id}/domain`;
});
afterAll(async () => {
  await product.close();
  await Promise.all([dns.close(), smtp.close()]);
});

const check = async (zones: Record<string, Zone>, query = '') => {
  dns.serve(zones);
  return (await anna('GET', `${url}${query}`)).body;
};
const codes = (part: { findings: { code: string }[] }) => part.findings.map(({ code }) => code);

it('explains all three, with the records as they stand', async () => {
  const body = await check({
    'firma.example': { txt: ['v=spf1 a:127.0.0.1.example -all', 'MS=1'], mx: ['mx.firma.example'] },
    '127.0.0.1.example': { a: ['192.0.2.1'] },
    '_dmarc.firma.example': { txt: ['v=DMARC1; p=none'] },
    'mail._domainkey.firma.example': { txt: ['v=DKIM1; p='] },
  });
  expect(body).toMatchObject({
    domain: 'firma.example',
    mail: { findings: [] },
    spf: {
      findings: [{ level: 'good', code: 'spf-good', count: 1 }],
      record: 'v=spf1 a:127.0.0.1.example -all',
    },
    dkim: { findings: [{ code: 'dkim-revoked', subject: 'mail' }] },
    dmarc: { record: 'v=DMARC1; p=none' },
  });
});

it('says when there is no such domain, or one that takes no answers', async () => {
  expect(codes((await check({})).mail)).toEqual(['domain-missing']);
  expect(codes((await check({ 'firma.example': { txt: ['x'] } })).mail)).toEqual([
    'domain-takes-no-mail',
  ]);
  expect(codes((await check({ 'firma.example': { mx: ['.'] } })).mail)).toEqual([
    'domain-takes-no-mail',
  ]);
  expect(codes((await check({ 'firma.example': { a: ['192.0.2.1'] } })).mail)).toEqual([]);
});

it('shows no text of the domain that is none of the three', async () => {
  const body = await check({
    'firma.example': { txt: ['internal: do not tell'] },
    '_dmarc.firma.example': { txt: ['internal: do not tell'] },
    'mail._domainkey.firma.example': { txt: ['internal: do not tell'] },
  });
  expect(JSON.stringify(body)).not.toContain('internal');
});

it('looks for the key it is told, and takes nothing else for one', async () => {
  await check({}, '?selector=firma2026');
  expect(dns.asked).toContain('TXT firma2026._domainkey.firma.example');
  for (const odd of ['a b', '-x', 'a..b', 'x/../y', 'ą', 'x'.repeat(64)])
    expect((await anna('GET', `${url}?selector=${encodeURIComponent(odd)}`)).status).toBe(400);
});

it('never blocks sending: with everything wrong the letter leaves', async () => {
  dns.serve({});
  expect(codes((await check({})).spf)).toEqual(['spf-missing']);
  await firm.switchSending(true);
  await outbox.plan([{ name: 'Alfa' }]);
  await outbox.work();
  expect(smtp.mails).toHaveLength(1);
});
