import type { Product } from '../../support/product.js';
import { SessionOpener } from '../../../src/modules/identity/session-opener.js';
import { API_SCOPES } from '../../../src/platform/auth/access-rule.js';
import { Clock } from '../../../src/platform/clock/clock.js';
import type { Role } from '../../../src/platform/tenancy/account-scope.js';
import type { Method } from './operations.js';
import type { Side } from './sides.js';

export const ACTOR_NAMES = [
  'anonymous',
  'viewer',
  'accountant',
  'admin',
  'client',
  'admin of another account',
  'instance admin',
  'key',
] as const;
export type ActorName = (typeof ACTOR_NAMES)[number];

export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly text: string;
}

export interface Actor {
  readonly name: ActorName;
  /** The firm they belong to; null where they belong to none. */
  readonly home: Side | null;
  readonly role: Role | null;
  send(method: Method, url: string, body?: unknown, headers?: object): Promise<Answer>;
}

const USERNAMES: Partial<Record<ActorName, string>> = {
  viewer: 'nasz-widz',
  accountant: 'nasza-ksiegowa',
  admin: 'nasz-admin',
  client: 'nasz-klient',
  'admin of another account': 'obcy-admin',
  'instance admin': 'operator',
};
const ROLES: Partial<Record<ActorName, Role>> = {
  viewer: 'viewer',
  accountant: 'accountant',
  admin: 'admin',
  client: 'client',
  'admin of another account': 'admin',
};
/** Access tokens live ten minutes, and a proof of identity five. */
const FRESH_MS = 3 * 60 * 1000;

/** The eight who call. */
export class Actors {
  private readonly tokens = new Map<ActorName, string>();
  private signedInAt = 0;

  private constructor(private readonly product: Product) {}

  static async of(product: Product, accountId: string): Promise<Actors> {
    const actors = new Actors(product);
    await actors.signIn();
    const made = await actors.named('admin').send('POST', `/accounts/${accountId}/api-keys`, {
      name: 'Klucz do wszystkiego',
      scopes: API_SCOPES,
      expiresInDays: 1,
    });
    actors.tokens.set('key', (JSON.parse(made.text) as { key: string }).key);
    return actors;
  }

  areTired(wall: Date): boolean {
    return wall.getTime() - this.signedInAt > FRESH_MS;
  }

  /** Opens a session for each, as somebody has it who has proved everything that is asked of them. */
  async signIn(): Promise<void> {
    const opener = (await this.product.api()).get(SessionOpener, { strict: false });
    const { rows } = await this.product.owner.query<{ id: string; username: string }>(
      'select id, username from users',
    );
    const idOf = (username: string) => rows.find((user) => user.username === username)!.id;
    for (const [name, username] of Object.entries(USERNAMES)) {
      const { accessToken } = await opener.open(idOf(username), {
        ip: '127.0.0.1',
        userAgent: null,
      });
      this.tokens.set(name as ActorName, accessToken);
    }
    this.signedInAt = new Clock(null).wallNow().getTime();
  }

  named(name: ActorName): Actor {
    const home: Side | null =
      name === 'anonymous' || name === 'instance admin'
        ? null
        : name === 'admin of another account'
          ? 'theirs'
          : 'ours';
    return {
      name,
      home,
      role: ROLES[name] ?? null,
      send: (method, url, body, headers) => this.send(name, method, url, body, headers),
    };
  }

  private async send(
    name: ActorName,
    method: Method,
    url: string,
    body?: unknown,
    headers: object = {},
  ): Promise<Answer> {
    const token = this.tokens.get(name);
    const answer = await (
      await this.product.api()
    ).inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return {
      status: answer.statusCode,
      etag: answer.headers['etag'] as string | undefined,
      text: answer.body,
    };
  }
}
