/** Something may have happened, once or many times, since somebody last looked: they look once. */
export class Latch {
  private isSet = false;
  private wake: (() => void) | null = null;

  set(): void {
    this.isSet = true;
    this.wake?.();
  }

  /** Resolves when it is set, and at the latest after so many milliseconds or when the signal is aborted. */
  async wait(atMostMs: number, signal: AbortSignal): Promise<void> {
    if (!this.isSet && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.wake, { once: true });
      });
      if (this.wake !== null) signal.removeEventListener('abort', this.wake);
      this.wake = null;
    }
    this.isSet = false;
  }
}
