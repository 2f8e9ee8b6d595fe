import { setTimeout as delay } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

/** Waits. A thing of its own so that tests need not. */
@Injectable()
export class Patience {
  /** @throws the signal's reason when it is aborted meanwhile */
  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  }
}
