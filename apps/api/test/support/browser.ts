import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { type Answer, PASSWORD, type Product } from './product.js';

const COOKIE = '__Host-invoicetracker';

/** A browser's part in signing in: keeps cookies and the access token, and sends what the web app sends. */
export class Browser {
  /** Cookies by name. */
  readonly cookies = new Map<string, string>();
  accessToken: string | null = null;

  constructor(
    private readonly api: NestFastifyApplication,
    readonly ip = '127.0.0.1',
  ) {}

  static async of(product: Product, ip?: string): Promise<Browser> {
    return new Browser(await product.api(), ip);
  }

  /** @param headers more, or others, than the web app sends; null leaves one out */
  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string | null> = {},
  ): Promise<Answer> {
    const all: Record<string, string | null> = {
      'x-requested-with': 'InvoiceTracker',
      'user-agent': 'Firefox of the tests',
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') || null,
      authorization: this.accessToken === null ? null : `Bearer ${this.accessToken}`,
      ...headers,
    };
    const reply = await this.api.inject({
      method,
      url: `/api/v1${url}`,
      remoteAddress: this.ip,
      headers: Object.fromEntries(
        Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
      ),
      ...(payload === undefined ? {} : { payload }),
    });
    this.keep([reply.headers['set-cookie'] ?? []].flat());
    const body = reply.body === '' ? undefined : reply.json();
    if (reply.statusCode < 300 && body?.accessToken !== undefined)
      this.accessToken = body.accessToken as string | null;
    return { status: reply.statusCode, headers: reply.headers, body };
  }

  /** The first step; the second one is up to the test. */
  signIn(username: string, password = PASSWORD): Promise<Answer> {
    return this.send('POST', '/auth/sign-in', { username, password });
  }

  refresh(): Promise<Answer> {
    return this.send('POST', '/auth/refresh', {});
  }

  get refreshToken(): string | undefined {
    return this.cookies.get(COOKIE);
  }

  set refreshToken(token: string | undefined) {
    if (token === undefined) this.cookies.delete(COOKIE);
    else this.cookies.set(COOKIE, token);
  }

  private keep(lines: string[]): void {
    for (const line of lines) {
      const [pair, ...attributes] = line.split('; ');
      const [name, value] = pair!.split(/=(.*)/s) as [string, string];
      const isGone = attributes.some(
        (attribute) => attribute === 'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      );
      if (isGone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
