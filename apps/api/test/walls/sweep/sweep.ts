import { randomUUID } from 'node:crypto';

import type { Actor, Answer } from './actors.js';
import { problemsOfAnswer } from './answer-shape.js';
import { refusalOf, verdictOf } from './expected.js';
import { exampleOf } from './example-of.js';
import type { FirmIds } from './fill-firm.js';
import type { Operation } from './operations.js';
import { MARKS, otherSide, type Side } from './sides.js';
import type { SweepWorld } from './sweep-world.js';

/** Where even those who may do it find nothing, with the reason. */
const FINDS_NOTHING = new Map([
  ['POST /me/invitations/accept', 'the body names a secret that nobody was mailed'],
  ['DELETE /admin/accounts/{accountId}/access', 'no operator is looking in'],
  ['POST /me/step-up/passkey', 'the body names a ticket that nobody was given'],
  ['POST /me/oidc/link', 'the installation has no single sign-on'],
  ['DELETE /me/totp', 'none of the actors has an authenticator app'],
]);

/** Calls one operation as one actor from every place, and throws at what must not be. */
export class Sweep {
  constructor(
    private readonly world: SweepWorld,
    private readonly operation: Operation,
    private readonly actor: Actor,
    private readonly tally: { places: Set<string>; calls: number; refusals: number },
  ) {}

  async everywhere(): Promise<void> {
    await this.withForeignAccountInPath();
    await this.withForeignIdsInPath();
    await this.withForeignIdsInQuery();
    await this.withForeignIdsInBody();
    await this.inOwnAccount();
  }

  /** Another account in the path is not there, whoever asks. */
  private async withForeignAccountInPath(): Promise<void> {
    if (!this.operation.isInAccount) return;
    const wanted = this.verdict === 'not signed in' ? 401 : 404;
    const foreign = await this.call('account in path', this.url(this.foreign));
    this.expectStatus('account in path', foreign, wanted);
    const absent = await this.call(
      'account in path',
      this.url({ ...this.foreign, accountId: randomUUID() }),
    );
    this.expectAlike('account in path', foreign, absent);
  }

  /** A row of another account is not there either, and nothing tells it from one that never was. */
  private async withForeignIdsInPath(): Promise<void> {
    const names = this.operation.ids.filter((name) => name.endsWith('Id'));
    const isOutside = this.actor.home === null && this.operation.isInAccount;
    if (names.length === 0 || this.seesAll || isOutside) return;
    const foreign = await this.call(
      'id in path',
      this.url({ ...this.foreign, accountId: this.own.accountId }),
    );
    if (this.verdict === 'open to all') return;
    this.expectStatus('id in path', foreign, this.isAllowed ? 404 : refusalOf(this.verdict));
    const absentIds = Object.fromEntries(names.map((name) => [name, randomUUID()]));
    const absent = await this.call('id in path', this.url({ ...this.own, ...absentIds }));
    this.expectAlike('id in path', foreign, absent);
  }

  private async withForeignIdsInQuery(): Promise<void> {
    if (this.actor.home === null || this.operation.method !== 'GET') return;
    for (const query of await this.foreignQueries()) {
      const answer = await this.call('query', `${this.url(this.own)}&${query}`);
      if (this.verdict === 'not allowed') this.expectStatus('query', answer, 403);
      // a list that is asked for one foreign thing may say that there is none
      if (this.isAllowed && ![200, 400, 404].includes(answer.status)) this.fail('query', answer);
    }
  }

  private async foreignQueries(): Promise<string[]> {
    const names = this.operation.query.map((parameter) => parameter.name);
    const cursor = names.includes('cursor') ? await this.foreignCursor() : null;
    return [
      ...names
        .filter((name) => name in this.foreign)
        .map((name) => `${name}=${this.foreign[name]}`),
      ...names
        .filter((name) => ['q', 'text'].includes(name))
        .map((name) => `${name}=${this.mark.slice(0, 5)}`),
      ...(cursor === null ? [] : [`limit=1&cursor=${encodeURIComponent(cursor)}`]),
      `accountId=${this.foreign.accountId}`,
      `account_id[]=${this.foreign.accountId}`,
    ];
  }

  /** A cursor that the other account's own list has given out. */
  private async foreignCursor(): Promise<string | null> {
    const owner = this.world.actor(this.victim === 'theirs' ? 'admin of another account' : 'admin');
    const page = await owner.send('GET', `${this.url(this.foreign)}&limit=1`);
    if (page.status !== 200) return null;
    return (JSON.parse(page.text) as { nextCursor?: string | null }).nextCursor ?? null;
  }

  private async withForeignIdsInBody(): Promise<void> {
    if (this.operation.body === null || this.actor.home === null) return;
    const body = this.world.body(this.operation, this.own)!;
    const foreignFields = Object.keys(body).filter(
      (name) => name.endsWith('Id') && name in this.foreign,
    );
    for (const payload of [
      ...foreignFields.map((name) => ({ ...body, [name]: this.foreign[name] })),
      { ...body, accountId: this.foreign.accountId },
      { ...body, accountIds: [this.foreign.accountId] },
      [body, { ...body, accountId: this.foreign.accountId }],
    ]) {
      const answer = await this.call('body', this.url(this.own), payload);
      if (this.verdict === 'not allowed') this.expectStatus('body', answer, 403);
      const isNamed = 'accountId' in payload || 'accountIds' in payload;
      if (this.isAllowed && isNamed) this.expectStatus('body', answer, 400);
    }
    const answer = await this.call('header', this.url(this.own), body, {
      'x-account-id': this.foreign.accountId,
      'account-id': this.foreign.accountId,
    });
    if (this.verdict === 'not allowed') this.expectStatus('header', answer, 403);
    await this.world.rows.putBack();
  }

  /** Who may not, cannot. Who may, can: otherwise all the rest could be a wall without a door. */
  private async inOwnAccount(): Promise<void> {
    const answer = await this.call('own account', this.url(this.own));
    if (this.verdict === 'open to all') return;
    if (this.verdict !== 'allowed') {
      const isAbsent = this.operation.isInAccount && this.actor.name === 'instance admin';
      const wanted = isAbsent ? 404 : refusalOf(this.verdict);
      this.expectStatus('own account', answer, wanted);
      return;
    }
    const isExcused = [401, 404].includes(answer.status) && FINDS_NOTHING.has(this.operation.name);
    if ([400, 401, 403, 404].includes(answer.status) && !isExcused)
      this.fail('own account, where it should be allowed', answer);
  }

  private async call(
    place: string,
    url: string,
    body: unknown = this.world.body(this.operation, this.own),
    headers: object = {},
  ): Promise<Answer> {
    const answer = await this.actor.send(this.operation.method, url, body, {
      'if-match': 'W/"1"',
      ...headers,
    });
    this.tally.places.add(place);
    this.tally.calls += 1;
    if ([401, 403, 404].includes(answer.status)) this.tally.refusals += 1;
    if (answer.status >= 500) this.fail(place, answer);
    if (!this.seesAll && answer.text.toLowerCase().includes(this.mark.toLowerCase()))
      this.fail(`T08 text of another account, ${place}`, answer);
    if (answer.status < 300) {
      const problems = problemsOfAnswer(this.operation, answer.text);
      if (problems !== null) this.fail(`T09 undescribed answer (${problems}), ${place}`, answer);
    }
    return answer;
  }

  private expectStatus(place: string, answer: Answer, wanted: number): void {
    if (answer.status !== wanted) this.fail(`${place}, where ${wanted} is due`, answer);
  }

  private expectAlike(place: string, one: Answer, absent: Answer): void {
    const [first, second] = [one, absent].map((answer) =>
      answer.text.replace(/"requestId":"[^"]+"/, ''),
    );
    if (first !== second) this.fail(`${place}, unlike what is absent: ${second}`, one);
  }

  private fail(place: string, answer: Answer): never {
    throw new Error(
      `${this.actor.name}, ${this.operation.name}, ${place}: ${answer.status} ${answer.text}`,
    );
  }

  private url(ids: FirmIds): string {
    const path = this.operation.path.replaceAll(
      /\{(\w+)\}/g,
      (_match, name: string) => ids[name] ?? randomUUID(),
    );
    const needed = this.operation.query.filter((parameter) => parameter.isRequired);
    return `${path}?${needed.map(({ name, schema }) => `${name}=${ids[name] ?? exampleOf(schema, name)}`).join('&')}`;
  }

  private get verdict() {
    return verdictOf(this.operation, this.actor);
  }

  /** Operators see every account through their own operations, and none through an account's. */
  private get seesAll(): boolean {
    return this.actor.name === 'instance admin' && this.operation.rule.who === 'instance-admin';
  }

  private get isAllowed(): boolean {
    return this.verdict === 'allowed';
  }

  /** The firm whose rows must stay unseen and unchanged. */
  private get victim(): Side {
    return otherSide(this.actor.home ?? 'ours');
  }

  private get foreign(): FirmIds {
    return this.world.ids[this.victim];
  }

  private get own(): FirmIds {
    return this.world.idsOf(this.actor);
  }

  private get mark(): string {
    return MARKS[this.victim];
  }
}
