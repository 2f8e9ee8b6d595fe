import { describe, expect, it } from '@jest/globals';

import { localDate } from '@invoicetracker/calendar';
import { readDueFacts } from '../../../src/modules/cases/case-facts.reader.js';
import { decideDueCases } from '../../../src/modules/cases/decide-due-cases.js';
import { readSendingRulesFor } from '../../../src/modules/cases/sending-rules.reader.js';
import { writeDecisions } from '../../../src/modules/cases/write-decisions.js';
import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../../src/platform/tenancy/tenancy.js';
import { oldFirmStory } from './old-firm-story.js';

describe('a decision on old debts that is taken back', () => {
  const story = oldFirmStory();
  const { all, decide, send, live, letters } = story;

  it('stops a letter that is planned when somebody changes their mind before it leaves', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    story.world.clock.set('2026-03-03T09:00:00+01:00');
    await story.synced.sync();
    await story.synced.firm.run('2026-03-03');
    expect(
      await story.synced.firm.rows(
        "select 1 from notices where account_id = $1 and state = 'planned'",
      ),
    ).toHaveLength(2);
    expect((await decide(all('hold'))).status).toBe(200);
    await send();
    expect(story.smtp.mails).toEqual([]);
    expect(
      await story.synced.firm.rows(
        'select distinct state, reason from notices where account_id = $1',
      ),
    ).toEqual([{ state: 'cancelled', reason: 'not-released' }]);
    await decide(all('from-first-stage'));
    await live('2026-03-04');
    expect(await letters()).toEqual([
      '2026-03-04 Alfa overdue-notice: A/1 A/2',
      '2026-03-04 Beta overdue-notice: B/1',
    ]);
  });

  it('plans nothing when the decision is taken back while a run is deciding', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    const scope = systemScope(story.synced.firm.accountId);
    const tenancy = await story.world.product.get(Tenancy);
    const decided = await tenancy.inAccount(scope, async (tx) => {
      const day = localDate('2026-03-03');
      const cases = await readDueFacts(tx, scope.accountId, day, null, 100);
      const { rules } = await readSendingRulesFor(tx, scope.accountId, day, cases);
      return decideDueCases(cases, [], day, rules);
    });
    expect(decided.notices).toHaveLength(2);
    await decide(all('hold'));
    const at = { now: story.world.clock.now(), today: '2026-03-03' };
    const written = await tenancy.inAccount(scope, (tx) =>
      writeDecisions(tx, scope, at, decided, {
        isSending: true,
        isWatched: false,
        tomorrow: '2026-03-04',
      }),
    );
    expect(written).toMatchObject({ notices: 0, moved: 0 });
    expect(await story.synced.firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
  });
});
