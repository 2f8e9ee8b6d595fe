import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { inRoot } from './paths.mjs';

/** `npm test` with somebody at the keyboard who presses Ctrl-C as soon as it listens for that. */
function testStopped(step) {
  const impatience = `
    const on = process.on;
    process.on = function (name, ...rest) {
      if (name === 'SIGHUP') setTimeout(() => process.kill(process.pid, 'SIGINT'), 50);
      return on.call(this, name, ...rest);
    };`;
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(impatience)}`,
      inRoot('scripts/main.mjs'),
      'test',
      '--only',
      step,
    ],
    { encoding: 'utf8' },
  );
  return { status, lastLine: stdout.trim().split('\n').at(-1) };
}

it('says that nothing was counted when it is stopped, instead of a sum that looks like an answer', () => {
  expect(testStopped('format')).toEqual({
    status: 130,
    lastLine: 'Stopped before the end: nothing was counted.',
  });
});
