import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ACTOR_NAMES } from './sweep/actors.js';
import { type Operation, operations } from './sweep/operations.js';
import { Sweep } from './sweep/sweep.js';
import { otherSide, type Side } from './sweep/sides.js';
import { SweepWorld } from './sweep/sweep-world.js';

/** Where strangers are counted, for the firm to see that its provider's secret does not fit. */
const COUNTED = new Map([['POST /webhooks/{webhookId}', 'provider_webhooks']]);

/**
 * Every operation of the OpenAPI file, called by eight actors in their own account, in another one, and
 * in their own with the other one's ids in path, query, body and header. What to expect comes from the
 * policy map; what must not happen is looked for in the rows.
 */
describe('T07 the sweep over every operation', () => {
  let world: SweepWorld;
  const tally = { places: new Set<string>(), calls: 0, refusals: 0, changedTables: 0 };

  beforeAll(async () => {
    world = await SweepWorld.start();
  });
  afterAll(async () => {
    console.info(
      `Sweep: ${operations.length} operations × ${ACTOR_NAMES.length} actors × ${tally.places.size} places: ${tally.calls} calls, ` +
        `${tally.refusals} refusals, ${tally.changedTables} tables of another account changed.`,
    );
    await world.close();
  });

  it('is about accounts that have something of every kind to lose', async () => {
    for (const { accountId } of Object.values(world.ids))
      expect(await world.rows.empty(accountId)).toEqual([]);
  });

  it('knows a row for every id that a path can name', () => {
    const names = new Set(operations.flatMap((operation) => operation.ids));
    expect([...names].filter((name) => !(name in world.ids.theirs))).toEqual([]);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    'T01 T06 T07 T08 T09 %s does what the policy map says, and touches no other account',
    async (_name, operation) => {
      for (const name of ACTOR_NAMES) {
        const actor = world.actor(name);
        const side = otherSide(actor.home ?? 'ours');
        await unchanged(side, operation.name, name, () =>
          new Sweep(world, operation, actor, tally).everywhere(),
        );
        await renewAfter(operation);
      }
    },
  );

  const unchanged = async (
    side: Side,
    operation: string,
    actor: string,
    work: () => Promise<void>,
  ) => {
    const what = `${operation} by ${actor}`;
    const { accountId } = world.ids[side];
    const before = await world.rows.digests(accountId);
    await work();
    const after = await world.rows.digests(accountId);
    const changed = Object.keys(after).filter(
      (table) => after[table] !== before[table] && COUNTED.get(operation) !== table,
    );
    tally.changedTables += changed.length;
    expect({ what, changed }).toEqual({ what, changed: [] });
  };

  /** What reads leaves nothing to tidy up but a key's last use. */
  const renewAfter = async ({ method }: Operation) => {
    if (method !== 'GET') await world.rows.putBack();
    await world.keepAwake();
  };
});
