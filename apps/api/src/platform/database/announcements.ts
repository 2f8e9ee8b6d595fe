import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';

/** What is announced, each with its own kind of payload. */
const CHANNELS = ['sync_run'] as const;
type Channel = (typeof CHANNELS)[number];

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Hears what other processes announce through PostgreSQL (`pg_notify`). A process holds one connection for
 * it, from the first listener on, and takes it up again when it breaks. An announcement carries ids only
 * and may get lost with the connection: then everybody is told to look.
 */
@Injectable()
export class Announcements implements BeforeApplicationShutdown {
  private readonly logger = new Logger('announcements');
  private readonly listeners = new Map<string, Set<() => void>>();
  private client: pg.Client | null = null;
  private isClosed = false;
  private pauseMs = FIRST_PAUSE_MS;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * @param payload what exactly must be announced on the channel
   * @returns call it to hear no more
   */
  hear(channel: Channel, payload: string, onNews: () => void): () => void {
    const topic = `${channel} ${payload}`;
    const others = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, others.add(onNews));
    if (this.client === null) void this.connect();
    return () => {
      others.delete(onNews);
      if (others.size === 0) this.listeners.delete(topic);
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    if (this.isClosed) return;
    const client = new pg.Client({
      connectionString: this.settings.RUNTIME_DATABASE_URL,
      application_name: 'invoicetracker announcements',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.tell(`${channel} ${payload ?? ''}`));
    // A broken connection says `error` and then `end`; the latter is acted upon.
    client.on('error', (error) => this.logger.warn({ err: error }, 'announcements are not heard'));
    client.once('end', () => this.reconnect());
    this.client = client;
    try {
      await client.connect();
      for (const channel of CHANNELS) await client.query(`listen ${channel}`);
    } catch (error) {
      this.logger.warn({ err: error }, 'announcements cannot be heard');
      client.removeAllListeners('end');
      client.end().catch(() => undefined);
      return this.reconnect();
    }
    this.pauseMs = FIRST_PAUSE_MS;
    // What was said before this connection stood, nobody has heard.
    for (const topic of this.listeners.keys()) this.tell(topic);
  }

  private reconnect(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.connect(), this.pauseMs);
    this.timer.unref();
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
  }

  private tell(topic: string): void {
    for (const onNews of this.listeners.get(topic) ?? []) onNews();
  }
}
