import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Work that several ask for at about the same moment, done together: one transaction instead of several. What is
 * asked for while something is being done is done next. Where several fail together, each is done by itself, so that
 * nobody fails because of another.
 */
export class Gathered<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isBusy = false;

  /**
   * @param doAll answers in the order it is asked; may be asked for a single one
   * @param pauseMs how long to wait for others to ask
   */
  constructor(
    private readonly doAll: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly pauseMs: number,
  ) {}

  do(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isBusy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    while (this.waiting.length > 0) {
      await sleep(this.pauseMs);
      await this.finish(this.waiting.splice(0));
    }
    this.isBusy = false;
  }

  private async finish(several: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.doAll(several.map(({ item }) => item));
      several.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      if (several.length === 1) return several[0]!.reject(error);
      for (const one of several) await this.finish([one]);
    }
  }
}
