import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

const OWN = {
  subject: 'Zapłata {{ invoice_numbers }}',
  body: 'Dzień dobry {{ client.name }},\n\nprosimy o zapłatę {{ total_open }}.\n\n{{ invoice_list }}\n\n{{ payment_details }}\n\n{{ legal_line }}\n\n{{ signature }}',
};

describe('the texts of an account', () => {
  let product: Product;
  let firm: Firm;
  let admin: Caller;
  let accountant: Caller;
  let viewer: Caller;
  let ids: Record<string, string>;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T10:00:00Z');
    ids = {
      admin: await product.user('admin-anna'),
      accountant: await product.user('ksiegowa-kasia'),
      viewer: await product.user('viewer-wiktor'),
    };
    admin = await product.signedIn('admin-anna');
    accountant = await product.signedIn('ksiegowa-kasia');
    viewer = await product.signedIn('viewer-wiktor');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    firm = await Firm.make(product, 'Żółta Łódź', [
      { userId: ids['admin']!, role: 'admin' },
      { userId: ids['accountant']!, role: 'accountant' },
      { userId: ids['viewer']!, role: 'viewer' },
    ]);
    url = `/accounts/${firm.accountId}/templates`;
  });

  const save = (body: object, version = 0, place = 'demand/pl') =>
    admin('PUT', `${url}/${place}`, body, { 'if-match': `W/"${version}"` });
  const restore = (wanted: number, version: number) =>
    admin(
      'POST',
      `${url}/demand/pl/restore`,
      { version: wanted },
      { 'if-match': `W/"${version}"` },
    );
  const preview = (body: object, place = 'demand/pl') =>
    accountant('POST', `${url}/${place}/preview`, body);

  it('are the shipped ones at first, five stages and the statement in four languages', async () => {
    const { items } = (await viewer('GET', url)).body;
    expect(items).toHaveLength(24);
    expect(items.every((item: { isShipped: boolean }) => item.isShipped)).toBe(true);
    const { headers, body } = await viewer('GET', `${url}/demand/pl`);
    expect(headers['etag']).toBe('W/"0"');
    expect(body).toMatchObject({ stageKey: 'demand', language: 'pl', version: 0, versions: [] });
    expect(body.fields).toContainEqual({
      name: 'client.name',
      description: expect.any(String),
      example: 'Kowalski i Wspólnicy S.A.',
    });
  });

  it('take a new version, keep who wrote it, and leave the other languages alone', async () => {
    const saved = await save(OWN);
    expect(saved).toMatchObject({
      status: 200,
      headers: { etag: 'W/"1"' },
      body: { ...OWN, version: 1, isShipped: false, updatedBy: 'admin-anna' },
    });
    const { items } = (await viewer('GET', url)).body;
    expect(items.filter((item: { version: number }) => item.version > 0)).toMatchObject([
      { stageKey: 'demand', language: 'pl', subject: OWN.subject, updatedBy: 'admin-anna' },
    ]);
    expect(
      await firm.rows(
        "select action, object_id, after->>'subject' as subject from audit_entries where account_id = $1 and object_kind = 'template'",
      ),
    ).toEqual([{ action: 'template.changed', object_id: 'demand/pl', subject: OWN.subject }]);
  });

  it('go back to the shipped text and forward again, and lose no version', async () => {
    const shipped = (await admin('GET', `${url}/demand/pl`)).body;
    await save(OWN);
    await save({ ...OWN, subject: 'Druga wersja' }, 1);
    expect((await restore(0, 2)).body).toMatchObject({
      version: 0,
      isShipped: true,
      subject: shipped.subject,
      body: shipped.body,
    });
    expect((await restore(1, 0)).body).toMatchObject({ version: 1, subject: OWN.subject });
    const third = await save({ ...OWN, subject: 'Trzecia wersja' }, 1);
    expect(third.body.version).toBe(3);
    expect(third.body.versions.map((one: { version: number }) => one.version)).toEqual([3, 2, 1]);
    expect((await restore(9, 3)).status).toBe(404);
  });

  it('can be read in every version, whichever is in force', async () => {
    const shipped = (await viewer('GET', `${url}/demand/pl`)).body;
    await save(OWN);
    await save({ ...OWN, subject: 'Druga wersja' }, 1);
    const version = (which: string) => viewer('GET', `${url}/demand/pl/versions/${which}`);
    expect(await version('1')).toMatchObject({
      status: 200,
      body: { ...OWN, version: 1, createdBy: 'admin-anna', createdAt: expect.any(String) },
    });
    expect((await version('2')).body).toMatchObject({ subject: 'Druga wersja', body: OWN.body });
    expect((await version('0')).body).toEqual({
      version: 0,
      subject: shipped.subject,
      body: shipped.body,
      createdAt: null,
      createdBy: null,
    });
    expect((await version('3')).status).toBe(404);
    expect((await viewer('GET', `${url}/demand/en/versions/1`)).status).toBe(404);
    for (const wrong of ['-1', 'x', '1.5', '1000001'])
      expect(await version(wrong)).toMatchObject({
        status: 400,
        body: { errors: expect.arrayContaining([expect.objectContaining({ field: 'version' })]) },
      });
  });

  it('T01 are not read by another account', async () => {
    await save(OWN);
    const other = await Firm.make(product, 'Obca', [{ userId: ids['viewer']!, role: 'viewer' }]);
    const foreign = await viewer(
      'GET',
      `/accounts/${other.accountId}/templates/demand/pl/versions/1`,
    );
    expect(foreign.status).toBe(404);
  });

  it('W05 let two people never overwrite each other unseen', async () => {
    expect((await admin('PUT', `${url}/demand/pl`, OWN)).status).toBe(428);
    const both = await Promise.all([save(OWN), save({ ...OWN, subject: 'Inny' })]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect((await restore(0, 0)).status).toBe(412);
    expect(await firm.rows('select version from templates where account_id = $1')).toEqual([
      { version: 1 },
    ]);
  });

  it.each([
    [{ subject: '' }, 400, 'subject', 'is-length'],
    [{ body: 7 }, 400, 'body', 'is-string'],
    [{ subject: '{{ nobody.knows }}' }, 422, 'subject', 'unknown-field'],
    [{ subject: '{% if total_open %}' }, 422, 'subject', 'syntax-error'],
    [{ subject: 'a\nBcc: x@y.example' }, 422, 'subject', 'subject-not-one-line'],
    [{ body: 'a\n\n{{ nobody.knows }}' }, 422, 'body', 'unknown-field'],
    [{ body: `${OWN.body}{% endfor %}` }, 422, 'body', 'syntax-error'],
    [{ body: 'Proszę zapłacić.\n\n{{ total_open }}' }, 422, 'body', 'account-missing'],
    [{ body: OWN.body.replace('{{ legal_line }}', '') }, 422, 'body', 'legal-line-missing'],
    [{ body: OWN.body.replace('{{ invoice_list }}', '') }, 422, 'body', 'due-date-missing'],
    [{ body: '{% include "/etc/passwd" %}' }, 422, 'body', 'syntax-error'],
  ])('D02 refuse %j and name the field', async (more, status, field, code) => {
    const answer = await save({ ...OWN, ...more });
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, code }));
    expect(await firm.rows('select 1 from templates where account_id = $1')).toEqual([]);
  });

  it('have a limit of 20,000 characters', async () => {
    expect((await save({ ...OWN, body: OWN.body.padEnd(20_001, 'x') })).status).toBe(400);
    expect((await save({ ...OWN, body: OWN.body.padEnd(20_000, 'x') })).status).toBe(200);
  });

  it('name the line of a mistake', async () => {
    const { body } = await save({ ...OWN, body: `${OWN.body}\n\n{{ nobody.knows }}` });
    expect(body.errors).toEqual([
      {
        field: 'body',
        code: 'unknown-field',
        message: expect.stringMatching(/^line 13, column \d+: /),
      },
    ]);
  });

  it('need no account to pay to where the firm writes to its own people', async () => {
    const text = { subject: 'Sprawa', body: 'Klient {{ client.name }} nie płaci.' };
    expect((await save(text, 0, 'hand-over/pl')).status).toBe(200);
    expect((await save(text, 0, 'demand/pl')).status).toBe(422);
  });

  it('are shown with made-up invoices, or with those of a case', async () => {
    const example = (await preview(OWN)).body;
    expect(example).toMatchObject({ problems: [], subject: 'Zapłata FV/10/2026, FV/17/2026' });
    await firm.invoice(await firm.client('Gęśla & Syn'), { number: 'FV/1', dueOn: '2026-05-01' });
    await firm.settle('2026-06-01');
    const [row] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
    const real = (await preview({ ...OWN, caseId: row!.id })).body;
    expect(real).toMatchObject({ problems: [], subject: 'Zapłata FV/1' });
    expect(real.bodyText).toContain('123,00');
    expect(real.bodyHtml).toContain('Gęśla &amp; Syn');
    expect((await preview({ ...OWN, caseId: '018f0000-0000-7000-8000-000000000000' })).status).toBe(
      404,
    );
  });

  it.each([
    [{ subject: '' }, 'empty-subject'],
    [{ body: '{% for i in (1..100000000) %}x{% endfor %}' }, 'too-heavy'],
    [{ body: '{{ firm.constructor }}' }, 'unknown-field'],
    [{ body: '{% if %}' }, 'syntax-error'],
    [{ body: 'Dzień dobry' }, 'amount-missing'],
  ])('list what is wrong with the draft %j, and are never an error', async (more, code) => {
    const { status, body } = await preview({ ...OWN, ...more });
    expect(status).toBe(200);
    expect(body.problems).toContainEqual(expect.objectContaining({ code }));
  });

  it('are read by all, tried by those who work with them, and changed by admins', async () => {
    for (const call of [viewer, accountant]) {
      expect((await call('PUT', `${url}/demand/pl`, OWN, { 'if-match': 'W/"0"' })).status).toBe(
        403,
      );
      expect((await call('POST', `${url}/demand/pl/restore`, { version: 0 })).status).toBe(403);
    }
    expect((await viewer('POST', `${url}/demand/pl/preview`, OWN)).status).toBe(403);
    for (const place of ['nothing/pl', 'demand/fr', 'constructor/pl'])
      expect((await viewer('GET', `${url}/${place}`)).status).toBe(400);
  });

  it('let notices go that waited for a sound text', async () => {
    const client = await firm.client('Alfa');
    await firm.rows(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, reason, planned_on, not_before, created_at)
       values ($1, $2, 'demand', 3, 'client', 'email', 'pl', 'held', 'text-broken', '2026-06-01', '2030-01-01', now())`,
      client,
    );
    await save(OWN, 0, 'demand/en');
    expect(await firm.rows('select state from notices where account_id = $1')).toEqual([
      { state: 'held' },
    ]);
    await save(OWN);
    expect(await firm.rows('select state, reason from notices where account_id = $1')).toEqual([
      { state: 'planned', reason: null },
    ]);
  });
});
