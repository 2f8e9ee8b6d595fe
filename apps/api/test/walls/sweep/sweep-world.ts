import { Clock } from '../../../src/platform/clock/clock.js';
import { Product } from '../../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../../support/synced-firm.js';
import { type Actor, type ActorName, Actors } from './actors.js';
import { Bodies } from './bodies.js';
import { fillFirm, type FirmIds } from './fill-firm.js';
import { fillPerson, type PersonIds } from './fill-person.js';
import type { Operation } from './operations.js';
import { MARKS, type Side } from './sides.js';
import { TableRows } from './table-rows.js';

/** Two firms with rows of every kind, and everybody who may want to look at them. */
export class SweepWorld {
  private constructor(
    private readonly world: SyncWorld,
    readonly rows: TableRows,
    readonly ids: Readonly<Record<Side, FirmIds>>,
    private readonly belongings: Partial<Record<ActorName, PersonIds>>,
    private readonly actors: Actors,
    private readonly bodies: Bodies,
  ) {}

  static async start(): Promise<SweepWorld> {
    const world = await startSyncWorld('2026-06-01T10:00:00Z', { invoices: 12 });
    const { product } = world;
    const people = {
      ours: {
        admin: await product.user('nasz-admin'),
        accountant: await product.user('nasza-ksiegowa'),
        viewer: await product.user('nasz-widz'),
        client: await product.user('nasz-klient'),
        member: await product.user('nasz-czlonek'),
      },
      theirs: {
        admin: await product.user('obcy-admin'),
        member: await product.user('obcy-czlonek'),
      },
    };
    const operator = await product.user('operator', true);
    const ids = {
      ours: await fillFirm(world, await SyncedFirm.make(world, MARKS.ours), people.ours),
      theirs: await fillFirm(world, await SyncedFirm.make(world, MARKS.theirs), people.theirs),
    };
    const person = (userId: string, hasCode = false) =>
      fillPerson(product.owner, userId, { hasCode });
    const belongings: SweepWorld['belongings'] = {
      viewer: await person(people.ours.viewer),
      accountant: await person(people.ours.accountant),
      admin: await person(people.ours.admin),
      client: await person(people.ours.client),
      'admin of another account': await person(people.theirs.admin),
      'instance admin': await person(operator),
    };
    const strangers = {
      ours: await person(people.ours.member, true),
      theirs: await person(people.theirs.member, true),
    };
    const actors = await Actors.of(product, ids.ours.accountId);
    const bodies = await Bodies.of(async (path) => {
      const url = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => ids.ours[name]!);
      return JSON.parse((await actors.named('admin').send('GET', url)).text);
    });
    const rows = await TableRows.of(product.owner);
    await rows.keep();
    const withPeople = {
      ours: { ...ids.ours, ...strangers.ours },
      theirs: { ...ids.theirs, ...strangers.theirs },
    };
    return new SweepWorld(world, rows, withPeople, belongings, actors, bodies);
  }

  get product(): Product {
    return this.world.product;
  }

  actor(name: ActorName): Actor {
    return this.actors.named(name);
  }

  /** The ids with which the actor's own calls work: of their firm, and of themselves. */
  idsOf(actor: Actor): FirmIds {
    return { ...this.ids[actor.home ?? 'ours'], ...this.belongings[actor.name] };
  }

  /** A body with which the operation would work for the firm; undefined where it takes none. */
  body(operation: Operation, ids: FirmIds): Record<string, unknown> | undefined {
    return this.bodies.for(operation, ids);
  }

  /** Signs everybody in again before their tokens, or the proof of who they are, have run out. */
  async keepAwake(): Promise<void> {
    if (!this.actors.areTired(new Clock(null).wallNow())) return;
    await this.rows.putBack();
    await this.actors.signIn();
    await this.rows.keep();
  }

  close(): Promise<void> {
    return this.world.close();
  }
}
