import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Caller } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

/** A provider that sends reminders of its own and says so: nobody is to be reminded twice by accident. */
describe('reminders the invoicing system sends by itself', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  let admin: Caller;
  let accountant: Caller;
  let people: Record<'admin' | 'accountant', string>;
  let name = 0;

  beforeAll(async () => {
    world = await startSyncWorld('2026-03-02T09:00:00+01:00', { invoices: 0 });
    people = {
      admin: await world.product.user('anna'),
      accountant: await world.product.user('adam'),
    };
    admin = await world.product.signedIn('anna');
    accountant = await world.product.signedIn('adam');
  });
  afterAll(() => world.close());

  beforeEach(async () => {
    world.clock.set('2026-03-02T09:00:00+01:00');
    const firm = `monit-${(name += 1)}`;
    synced = await SyncedFirm.make(world, firm, `sandbox-${firm}`, 'wfirma');
    for (const [role, userId] of Object.entries(people))
      await synced.firm.rows(
        'insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, now())',
        userId,
        role,
      );
    for (const { id } of books().clients(synced.key))
      books().changeClient(synced.key, { id, fields: { isReminded: false } });
    await synced.firm.switchSending(true);
  });

  const books = () => world.sandbox.wfirma;
  /** An invoice due tomorrow, for a client of its own. */
  const issue = (company: string, isReminded: boolean): number => {
    const issued = books().issue(synced.key, {
      dueOn: '2026-03-03',
      issuedOn: '2026-03-02',
      grossMinor: 10_000,
      client: { name: company, emails: [`${company.toLowerCase()}@client.example`] },
    });
    books().changeClient(synced.key, { id: issued.clientId, fields: { isReminded } });
    return issued.clientId;
  };
  const url = () =>
    `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}/own-reminders`;
  const answer = async (given: string, by = admin, clientIds?: string[]) => {
    const { version } = (await admin('GET', url())).body;
    return by('PUT', url(), { answer: given, clientIds }, { 'if-match': `W/"${version}"` });
  };
  /** Whose notices a daily run has planned. */
  const planned = async () =>
    (
      await synced.firm.rows<{ name: string }>(
        'select l.name from notices n join clients l on l.id = n.client_id where n.account_id = $1 order by l.name',
      )
    ).map((row) => row.name);

  it('keep everything of the connection back until an admin has answered by name', async () => {
    issue('Alfa', true);
    issue('Beta', false);
    await synced.sync();
    await synced.firm.run('2026-03-02');
    expect(await planned()).toEqual([]);
    expect((await admin('GET', url())).body).toMatchObject({
      state: 'on',
      isAnswerNeeded: true,
      remindedClients: 1,
      unansweredClients: 1,
      answer: null,
    });
    expect((await admin('GET', `${url()}/clients`)).body).toMatchObject({
      items: [{ name: 'Alfa', activeCases: 1, answer: null }],
      nextCursor: null,
    });
    const overview = await admin('GET', `/accounts/${synced.firm.accountId}/overview`);
    expect(overview.body.waitingConnections).toMatchObject([
      { waitsFor: 'own-reminders', cases: 2 },
    ]);
    expect(await answer('both-accepted')).toMatchObject({
      status: 200,
      body: { isAnswerNeeded: false, answer: 'both-accepted', answeredBy: 'anna' },
    });
    await synced.firm.run('2026-03-03');
    expect(
      await synced.firm.rows(
        "select actor_id from audit_entries where account_id = $1 and action = 'own-reminders.answered'",
      ),
    ).toEqual([{ actor_id: people.admin }]);
  });

  it('let go what was held once they are answered for', async () => {
    issue('Alfa', true);
    await synced.sync();
    await answer('switched-off-there');
    await synced.firm.run('2026-03-02');
    expect(await planned()).toEqual(['Alfa']);
  });

  it('are answered for client by client: the question is open until the last one', async () => {
    issue('Alfa', true);
    issue('Beta', true);
    await synced.sync();
    const [alfa, beta] = (await admin('GET', `${url()}/clients`)).body.items;
    expect((await answer('both-accepted', admin, [alfa.clientId])).body).toMatchObject({
      isAnswerNeeded: true,
      unansweredClients: 1,
      answer: null,
    });
    expect((await answer('switched-off-there', admin, [beta.clientId])).body).toMatchObject({
      isAnswerNeeded: false,
      unansweredClients: 0,
    });
    expect((await admin('GET', `${url()}/clients`)).body.items).toMatchObject([
      { name: 'Alfa', answer: 'both-accepted' },
      { name: 'Beta', answer: 'switched-off-there' },
    ]);
    await synced.firm.run('2026-03-02');
    expect(await planned()).toEqual(['Alfa', 'Beta']);
  });

  it('T01 are 404 for a client of somebody else, and then nobody is answered for', async () => {
    issue('Alfa', true);
    await synced.sync();
    const theirs = await SyncedFirm.make(world, `cudza-${name}`, `sandbox-cudza-${name}`, 'wfirma');
    const client = await theirs.firm.client('Obca');
    const [alfa] = (await admin('GET', `${url()}/clients`)).body.items;
    const given = await answer('both-accepted', admin, [alfa.clientId, client]);
    expect(given.status).toBe(404);
    expect((await admin('GET', url())).body.unansweredClients).toBe(1);
  });

  it('raise the question for a later client alone', async () => {
    issue('Alfa', false);
    await synced.sync();
    issue('Beta', true);
    issue('Cela', false);
    await synced.sync();
    await synced.firm.run('2026-03-02');
    expect(await planned()).toEqual(['Alfa', 'Cela']);
    expect((await admin('GET', url())).body).toMatchObject({
      isAnswerNeeded: true,
      unansweredClients: 1,
    });
  });

  it('raise it again for a client whose reminders are switched on again', async () => {
    const id = issue('Alfa', true);
    await synced.sync();
    await answer('switched-off-there');
    for (const isReminded of [false, true]) {
      books().changeClient(synced.key, { id, fields: { isReminded } });
      world.clock.advance({ days: 2 });
      await synced.sync();
      expect((await admin('GET', url())).body.isAnswerNeeded).toBe(isReminded);
    }
  });

  it('are nothing to ask about where the provider reminds nobody, or says nothing', async () => {
    issue('Alfa', false);
    await synced.sync();
    expect((await admin('GET', url())).body).toMatchObject({ state: 'off', isAnswerNeeded: false });
    const other = await synced.connectAnother(`cicho-${name}`, 'infakt');
    const silent = url().replace(synced.connectionId, other.connectionId);
    expect((await admin('GET', silent)).body).toMatchObject({ state: 'unknown', version: 0 });
    expect(
      (await admin('PUT', silent, { answer: 'both-accepted' }, { 'if-match': 'W/"0"' })).body.code,
    ).toBe('nothing-to-answer');
  });

  it('are answered for by admins only, on what they have read', async () => {
    issue('Alfa', true);
    await synced.sync();
    expect((await accountant('GET', url())).status).toBe(200);
    expect((await answer('both-accepted', accountant)).status).toBe(403);
    expect(
      (await admin('PUT', url(), { answer: 'both-accepted' }, { 'if-match': 'W/"9"' })).body.code,
    ).toBe('stale');
  });

  it.each(['wfirma', 'fakturownia'] as const)(
    'are switched off at %s from here, for one or for all, and believed only when it says so',
    async (provider) => {
      const other = await synced.connectAnother(`wylacz-${name}`, provider);
      const control = world.sandbox[provider];
      for (const { id } of control.clients(other.key))
        control.changeClient(other.key, { id, fields: { isReminded: false } });
      const ids = ['Alfa', 'Beta', 'Cela'].map((company) => {
        const issued = control.issue(other.key, {
          dueOn: '2026-03-03',
          issuedOn: '2026-03-02',
          grossMinor: 10_000,
          client: { name: company, emails: [`${company.toLowerCase()}@client.example`] },
        });
        control.changeClient(other.key, { id: issued.clientId, fields: { isReminded: true } });
        return issued.clientId;
      });
      await other.sync();
      const there = url().replace(synced.connectionId, other.connectionId);
      expect((await admin('GET', there)).body).toMatchObject({
        canSwitchOff: true,
        remindedClients: 3,
        isAnswerNeeded: true,
      });
      const [one] = (await admin('GET', `${there}/clients`)).body.items;
      expect((await accountant('POST', `${there}/switch-off`, {})).status).toBe(403);
      expect(
        await admin('POST', `${there}/switch-off`, { clientIds: [one.clientId] }),
      ).toMatchObject({ status: 200, body: { switchedOff: 1, refused: [], left: 2 } });
      expect((await admin('POST', `${there}/switch-off`, {})).body).toMatchObject({
        switchedOff: 2,
        left: 0,
      });
      const stillOn = control
        .clients(other.key)
        .filter(({ id, isReminded }) => ids.includes(id) && isReminded);
      expect(stillOn).toEqual([]);
      expect((await admin('GET', there)).body).toMatchObject({
        state: 'off',
        isAnswerNeeded: false,
      });
      await synced.firm.run('2026-03-02');
      expect(await planned()).toHaveLength(3);
    },
  );

  it('cannot be switched off from here where the provider does not let itself be told', async () => {
    const other = await synced.connectAnother(`bez-${name}`, 'infakt');
    const there = url().replace(synced.connectionId, other.connectionId);
    expect((await admin('POST', `${there}/switch-off`, {})).body.code).toBe('cannot-switch-off');
  });
});
