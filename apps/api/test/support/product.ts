import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';

import { AppModule } from '../../src/app.module.js';
import type { Settings } from '../../src/config/env.js';
import { CreateUser } from '../../src/modules/identity/create-user.js';
import { createHttpApp } from '../../src/platform/http/create-http-app.js';
import { serveDocuments } from '../../src/platform/http/serve-documents.js';
import { WorkerModule } from '../../src/worker.module.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { MovableClock } from './movable-clock.js';
import { testSettings } from './settings.js';

export const PASSWORD = 'correct horse battery staple';

/** The product on a database of its own, with a clock that can be moved. Close it in `afterAll`. */
export class Product {
  private readonly apps: INestApplicationContext[] = [];
  private http: NestFastifyApplication | undefined;

  private constructor(
    readonly database: TestDatabase,
    readonly clock: MovableClock,
    readonly settings: Settings,
    /** Connected as the owner, a superuser: sees every account. For looking, and for arranging rows. */
    readonly owner: pg.Pool,
  ) {}

  static async start(more: Record<string, string> = {}): Promise<Product> {
    const database = await createTestDatabase();
    const clock = new MovableClock();
    const settings = testSettings(database.runtimeUrl, { CLOCK_FILE: clock.file, ...more });
    return new Product(
      database,
      clock,
      settings,
      new pg.Pool({ connectionString: database.ownerUrl, max: 4 }),
    );
  }

  /** The modules without HTTP: ask it for use-cases with `get`. */
  async context(): Promise<INestApplicationContext> {
    const app = await NestFactory.createApplicationContext(
      AppModule.forRoot(this.settings, 'cli'),
      { logger: false },
    );
    this.apps.push(app);
    return app;
  }

  /** A whole worker: job handlers and tick. */
  async worker(): Promise<INestApplicationContext> {
    const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(this.settings), {
      logger: false,
    });
    await app.init();
    this.apps.push(app);
    return app;
  }

  /** The api, without a socket: use `request`. */
  async api(): Promise<NestFastifyApplication> {
    if (this.http !== undefined) return this.http;
    this.http = await createHttpApp(AppModule.forRoot(this.settings, 'api'), this.settings);
    await serveDocuments(this.http, this.settings);
    await this.http.init();
    await this.http.getHttpAdapter().getInstance().ready();
    this.apps.push(this.http);
    return this.http;
  }

  async get<T>(type: Type<T>): Promise<T> {
    return (this.apps[0] ?? (await this.context())).get(type, { strict: false });
  }

  /** Makes a person who may sign in with `PASSWORD`. */
  async user(username: string, isInstanceAdmin = false): Promise<string> {
    const create = await this.get(CreateUser);
    return create.execute({
      username,
      email: `${username}@people.example`,
      name: username,
      password: PASSWORD,
      language: 'en',
      isInstanceAdmin,
    });
  }

  /** Signs in over HTTP and answers a function that sends requests as that person. */
  async signedIn(username: string): Promise<Caller> {
    const api = await this.api();
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { username, password: PASSWORD },
    });
    if (answer.statusCode !== 200) throw new Error(`sign-in failed: ${answer.body}`);
    const { accessToken } = answer.json<{ accessToken: string }>();
    return async (method, url, payload, headers = {}) => {
      const reply = await api.inject({
        method,
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${accessToken}`, ...headers },
        ...(payload === undefined ? {} : { payload: payload as object }),
      });
      return {
        status: reply.statusCode,
        headers: reply.headers,
        body: bodyOf(reply),
        bytes: reply.rawPayload,
      };
    };
  }

  async close(): Promise<void> {
    for (const app of this.apps.reverse()) await app.close();
    await this.owner.end();
    await this.database.drop();
    this.clock.remove();
  }
}

/** JSON as what it says, files as they came. */
function bodyOf(reply: LightMyRequestResponse): unknown {
  if (reply.body === '') return undefined;
  const type = String(reply.headers['content-type']);
  return /^application\/(problem\+)?json/.test(type) ? reply.json() : reply.body;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  /** As they came. */
  readonly bytes?: Uint8Array;
}

export type Caller = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;
