import { Readable } from 'node:stream';

import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

import type { AccessRequest } from '../../../../platform/auth/access-request.js';
import { LastingAccess } from '../../../../platform/auth/lasting-access.js';
import { Announcements } from '../../../../platform/database/announcements.js';
import { DomainError } from '../../../../platform/http/domain-error.js';
import { type SyncRunView, UNDER_WAY } from '../sync-runs.dto.js';
import { SyncRunsQuery } from '../sync-runs.query.js';
import { Latch } from './latch.js';
import { StreamPlaces } from './stream-places.js';

/** A run that is silent is looked at again so often, and the other end hears that the line is good. */
const HEARTBEAT_MS = 15_000;
/** However fast the pages come, nobody is told more often. */
const PAUSE_MS = 200;

/**
 * A sync run as server-sent events: its present state at once and after each page, until it has ended.
 *
 * Nothing is kept for anybody: each event is the whole state, read when the reader is ready for it, through
 * the account's wall and after asking again whether the reader may see it.
 */
@Injectable()
export class RunEvents implements BeforeApplicationShutdown {
  private readonly places = new StreamPlaces();
  private readonly closing = new AbortController();

  constructor(
    private readonly runs: SyncRunsQuery,
    private readonly access: LastingAccess,
    private readonly announcements: Announcements,
  ) {}

  /**
   * @param left aborted when the reader has gone
   * @throws NotFound, DomainError `too-many-streams`
   */
  async open(request: AccessRequest, runId: string, left: AbortSignal): Promise<Readable> {
    await this.runs.one(request.scope!, runId);
    const giveBack = this.places.take(watcherOf(request));
    left.addEventListener('abort', giveBack);
    const signal = AbortSignal.any([left, this.closing.signal]);
    return Readable.from(this.events(request, runId, signal), {
      objectMode: false,
      highWaterMark: 1,
    });
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  private async *events(
    request: AccessRequest,
    runId: string,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const latch = new Latch();
    const scope = request.scope!;
    const hush = this.announcements.hear('sync_run', `${scope.accountId} ${runId}`, () =>
      latch.set(),
    );
    try {
      let told = '';
      for (;;) {
        const run = await this.look(request, runId);
        if (run === null) return;
        const text = JSON.stringify(run);
        yield text === told ? ': still here\n\n' : `event: run\ndata: ${text}\n\n`;
        told = text;
        if (!UNDER_WAY.has(run.state)) return;
        await pause(signal);
        await latch.wait(HEARTBEAT_MS, signal);
        if (signal.aborted) return;
      }
    } finally {
      hush();
    }
  }

  /** @returns null when the reader may not see the run any more, or there is nothing left to see */
  private async look(request: AccessRequest, runId: string): Promise<SyncRunView | null> {
    try {
      await this.access.require(request);
      return await this.runs.one(request.scope!, runId);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}

function watcherOf({ scope }: AccessRequest): string {
  const { actor } = scope!;
  return actor.kind === 'user' ? actor.userId : actor.kind === 'key' ? actor.keyId : actor.kind;
}

async function pause(signal: AbortSignal): Promise<void> {
  await new Latch().wait(PAUSE_MS, signal);
}
