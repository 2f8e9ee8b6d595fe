import { describe, expect, it } from '@jest/globals';

import { oldFirmStory } from './old-firm-story.js';

const ALL = [1, 2, 3, 4];

describe('old debts that were let in', () => {
  const story = oldFirmStory();
  const { admin, issue, url, all, decide, live, liveThrough, letters, reasons } = story;

  it('sends after the release what the calendar said, day by day', async () => {
    await liveThrough('2026-03-02', '2026-03-04');
    const calendar = await admin('POST', `${url()}/calendar`, all('up-to-stage', 'demand'));
    expect(calendar).toMatchObject({
      status: 200,
      body: {
        from: '2026-03-05',
        notices: 4,
        clients: 2,
        silentCases: 0,
        days: [
          {
            on: '2026-03-05',
            notices: 2,
            clients: 2,
            byStage: [{ stageKey: 'overdue-notice', notices: 2 }],
            totals: [{ amount: '300.00', currency: 'PLN' }],
          },
          { on: '2026-03-10', notices: 2 },
        ],
      },
    });
    const rows = await admin(
      'POST',
      `${url()}/calendar/day?on=2026-03-05`,
      all('up-to-stage', 'demand'),
    );
    expect(
      rows.body.items
        .map((row: { number: string; stageKey: string }) => `${row.number} ${row.stageKey}`)
        .sort(),
    ).toEqual(['A/1 overdue-notice', 'A/2 overdue-notice', 'B/1 overdue-notice']);
    expect(await decide(all('up-to-stage', 'demand'))).toMatchObject({
      status: 200,
      body: { state: 'released', decidedBy: 'anna' },
    });
    await liveThrough('2026-03-05', '2026-04-20');
    expect(await letters()).toEqual([
      '2026-03-05 Alfa overdue-notice: A/1 A/2',
      '2026-03-05 Beta overdue-notice: B/1',
      '2026-03-09 Nowa reminder-before-due: N/1',
      '2026-03-10 Alfa demand: A/1 A/2',
      '2026-03-10 Beta demand: B/1',
      '2026-03-17 Nowa overdue-notice: N/1',
      '2026-03-24 Nowa demand: N/1',
      '2026-03-31 Nowa hand-over-notice: N/1',
      '2026-04-09 Nowa hand-over: N/1',
    ]);
    expect(await reasons()).toMatchObject({ 'A/1': 'old-debt-capped', 'B/1': 'old-debt-capped' });
  }, 120_000);

  it('lists all old debts in one statement and nothing more, where that was chosen', async () => {
    await live('2026-03-02');
    await decide(all('statement'));
    await liveThrough('2026-03-03', '2026-03-30');
    expect((await letters()).filter((letter) => !letter.includes('Nowa'))).toEqual([
      '2026-03-03 Alfa statement: A/1 A/2',
      '2026-03-03 Beta statement: B/1',
    ]);
    const [mail] = story.smtp.mails.filter(({ to }) => to === 'alfa@client.example');
    expect(mail!.subject).toContain('Zestawienie nierozliczonych faktur: A/2, A/1');
    expect(
      await story.synced.firm.rows(
        "select stage_key from cases where account_id = $1 and number = 'A/1'",
      ),
    ).toEqual([{ stage_key: null }]);
  }, 120_000);

  it('lets each age of a debt have its own way', async () => {
    await live('2026-03-02');
    await decide({
      choices: ALL.map((ageBand) => ({
        ageBand,
        entry: ageBand === 1 ? 'from-first-stage' : 'hold',
      })),
    });
    await liveThrough('2026-03-03', '2026-03-07');
    expect(await letters()).toEqual(['2026-03-03 Alfa overdue-notice: A/1']);
    expect(await reasons()).toMatchObject({ 'A/2': 'old-debt-held', 'B/1': 'old-debt-held' });
  });

  it('takes an invoice that falls due after the first sync for no old debt', async () => {
    await live('2026-03-02');
    await decide(all('hold'));
    issue('N/2', '2026-03-03', 'Nowa');
    await liveThrough('2026-03-05', '2026-03-12');
    expect(await letters()).toEqual(['2026-03-09 Nowa reminder-before-due: N/1']);
    issue('B/2', '2025-01-01', 'Beta'); // entered late: due before the first sync, so what was decided holds
    await liveThrough('2026-03-13', '2026-03-14');
    expect(await letters()).toEqual([
      '2026-03-09 Nowa reminder-before-due: N/1',
      '2026-03-14 Nowa overdue-notice: N/2',
    ]);
    expect(await reasons()).toMatchObject({ 'B/2': 'old-debt-held' });
  });
});
