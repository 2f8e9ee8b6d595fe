import { Get, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';
import type { FastifyReply } from 'fastify';

import type { AccessRequest } from '../../../../platform/auth/access-request.js';
import { InAccount } from '../../../../platform/auth/in-account.js';
import { SyncRunParams } from '../sync-runs.dto.js';
import { RunEvents } from './run-events.js';

/** A reader that takes nothing for so long, heartbeats included, is dropped. */
const STUCK_MS = 45_000;

@InAccount('sync-runs/:runId/events', 'providers')
export class RunEventsController {
  constructor(private readonly events: RunEvents) {}

  /**
   * The run while it goes, as server-sent events named `run`, each with the whole `SyncRunView`: the present
   * state at once, then after each page, until it has ended. Coming back simply starts with the present state.
   */
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events named `run`.', schema: { type: 'string' } })
  async watch(
    @Req() request: AccessRequest,
    @Param() { runId }: SyncRunParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const stream = await this.events.open(request, runId, left.signal);
    // Proxies between us must pass each event on as it comes.
    void reply.header('x-accel-buffering', 'no');
    void reply.header('cache-control', 'no-store, no-transform');
    // Else a process that stops would wait for the other end to let go of the idle line.
    void reply.header('connection', 'close');
    reply.raw.setTimeout(STUCK_MS, () => reply.raw.destroy());
    return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
  }
}
