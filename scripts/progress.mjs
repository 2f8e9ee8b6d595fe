import { formatSeconds } from './format-seconds.mjs';

/**
 * Shows steps as they run: on a terminal the running ones in a last line, and for each finished one a line that stays.
 * @param {NodeJS.WriteStream} stream where to write; the command line keeps stdout for its answer
 */
export function createProgress(stream = process.stdout) {
  const running = new Set();
  const redraw = () => {
    if (!stream.isTTY) return;
    const line = [...running].join(', ');
    stream.write(`\r\x1b[K${line && `… ${line}`.slice(0, (stream.columns || 80) - 1)}`);
  };
  const say = (line) => {
    if (stream.isTTY) stream.write('\r\x1b[K');
    stream.write(`${line}\n`);
    redraw();
  };

  return {
    say,
    /** Runs the work; its line says how long it took, or that it failed. The work may return a remark. */
    async step(title, work) {
      running.add(title);
      redraw();
      const startedAt = performance.now();
      try {
        const result = await work();
        running.delete(title);
        say(`✔ ${title} (${formatSeconds(performance.now() - startedAt)})`);
        return result;
      } catch (error) {
        running.delete(title);
        say(`✖ ${title}`);
        throw error;
      }
    },
  };
}
