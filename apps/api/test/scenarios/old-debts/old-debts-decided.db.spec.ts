import { describe, expect, it } from '@jest/globals';

import { oldFirmStory } from './old-firm-story.js';

describe('the old debts of a new connection, before and as they are decided', () => {
  const story = oldFirmStory();
  const { admin, accountant, url, all, decide, send, live, liveThrough, letters, reasons } = story;

  it('keeps everything of the connection back until an admin has decided, and says so', async () => {
    await liveThrough('2026-03-02', '2026-03-12');
    expect(await letters()).toEqual([]);
    expect(await story.synced.firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
    const undecided = 'old-debts-undecided';
    expect(await reasons()).toEqual({
      'A/1': undecided,
      'A/2': undecided,
      'B/1': undecided,
      'N/1': undecided,
    });
    const overview = await admin('GET', `/accounts/${story.synced.firm.accountId}/overview`);
    expect(overview.body.waitingConnections).toEqual([
      {
        connectionId: story.synced.connectionId,
        name: 'infakt',
        provider: 'infakt',
        waitsFor: 'old-debts',
        cases: 4,
      },
    ]);
    expect((await admin('GET', url())).body).toMatchObject({
      state: 'waiting',
      firstSyncedOn: '2026-03-02',
      choices: [],
      bands: [
        { ageBand: 1, cases: 1, clients: 1, totals: [{ amount: '100.00', currency: 'PLN' }] },
        { ageBand: 4, cases: 2, clients: 2, totals: [{ amount: '200.00', currency: 'PLN' }] },
      ],
      capStages: [{ key: 'overdue-notice' }, { key: 'demand' }, { key: 'hand-over-notice' }],
    });
  });

  it('a case says right after the first sync what it waits for', async () => {
    await story.synced.sync();
    const [one] = await story.synced.firm.rows<{ id: string }>(
      "select id from cases where account_id = $1 and number = 'A/1'",
    );
    const answer = await admin('GET', `/accounts/${story.synced.firm.accountId}/cases/${one!.id}`);
    expect(answer.body).toMatchObject({ nextReason: 'old-debts-undecided', plan: [] });
  });

  it('is decided by an admin with a fresh proof, on what was seen, and noted', async () => {
    await story.synced.sync();
    expect((await accountant('GET', url())).status).toBe(200);
    expect((await accountant('POST', `${url()}/calendar`, all('hold'))).status).toBe(403);
    expect((await decide(all('hold'), accountant)).status).toBe(403);
    expect((await admin('PUT', url(), all('hold'))).body.code).toBe('if-match-missing');
    expect((await admin('PUT', url(), all('hold'), { 'if-match': 'W/"7"' })).body.code).toBe(
      'stale',
    );
    expect((await decide(all('up-to-stage', 'hand-over'))).body).toMatchObject({
      code: 'old-debt-choices',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'choices.0.upToStageKey', code: 'unknown-stage' }),
      ]),
    });
    await story.world.product.owner.query(
      "update sessions set verified_at = verified_at - interval '6 minutes'",
    );
    expect((await decide(all('hold'))).body.code).toBe('step-up-required');
    await story.world.product.owner.query('update sessions set verified_at = now()');
    expect((await decide(all('hold'))).status).toBe(200);
    expect(
      await story.synced.firm.rows(
        "select actor_id, object_id from audit_entries where account_id = $1 and action = 'old-debts.decided'",
      ),
    ).toEqual([{ actor_id: story.people.admin, object_id: story.synced.connectionId }]);
  });

  it('cannot be decided before the first sync is done', async () => {
    expect((await admin('GET', url())).body).toMatchObject({ state: 'reading', version: 0 });
    expect(await admin('PUT', url(), all('hold'), { 'if-match': 'W/"0"' })).toMatchObject({
      status: 409,
      body: { code: 'first-sync-unfinished' },
    });
  });

  it('looking at a calendar changes nothing', async () => {
    await story.synced.sync();
    await admin('POST', `${url()}/calendar`, all('from-first-stage'));
    expect((await admin('GET', url())).body).toMatchObject({
      state: 'waiting',
      choices: [],
      version: 1,
    });
    await live('2026-03-03');
    expect(await letters()).toEqual([]);
  });

  it('needs no decision where the first sync brings nothing overdue', async () => {
    story.synced = await story.synced.connectAnother('mloda');
    story.world.sandbox.infakt.issue(story.synced.key, {
      number: 'M/1',
      dueOn: '2026-03-03',
      grossMinor: 5_000,
      client: { company_name: 'Młoda', country: 'PL', email: 'mloda@client.example' },
    });
    await live('2026-03-02');
    expect((await admin('GET', url())).body).toMatchObject({ state: 'nothing-old', bands: [] });
    expect(await letters()).toEqual(['2026-03-02 Młoda reminder-before-due: M/1']);
  });

  it('asks once more for a second connection, and leaves the first alone', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    const first = story.synced.connectionId;
    const second = await story.synced.connectAnother('druga');
    story.world.sandbox.infakt.issue(second.key, {
      number: 'D/1',
      dueOn: '2026-01-01',
      grossMinor: 5_000,
      client: { company_name: 'Delta', country: 'PL', email: 'delta@client.example' },
    });
    story.world.clock.set('2026-03-03T09:00:00+01:00');
    await story.synced.sync();
    await second.sync();
    await story.synced.firm.run('2026-03-03');
    await send();
    expect(await letters()).toEqual([
      '2026-03-03 Alfa overdue-notice: A/1 A/2',
      '2026-03-03 Beta overdue-notice: B/1',
    ]);
    const overview = await admin('GET', `/accounts/${story.synced.firm.accountId}/overview`);
    expect(overview.body.waitingConnections).toMatchObject([
      { connectionId: second.connectionId, cases: 1 },
    ]);
    expect(first).not.toBe(second.connectionId);
  });
});
