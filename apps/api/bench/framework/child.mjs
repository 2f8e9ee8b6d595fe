import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { memoryEnvironment, workerFlags } from '../../../../scripts/node-memory.mjs';

/**
 * A process of its own that answers questions (see `answerParent`): its memory can be told from everybody else's. The
 * product's programs start as its worker does.
 *
 * @param {string} script beside this folder, e.g. `limits/raw-sync.mjs`
 * @param {object} settings what it starts with
 */
export function startChild(script, settings) {
  const file = new URL(`../${script}`, import.meta.url);
  const isWorker = script.startsWith('programs/');
  const child = fork(file, [JSON.stringify(settings)], {
    execArgv: isWorker ? workerFlags : [],
    env: { ...process.env, ...(isWorker ? memoryEnvironment : {}) },
    serialization: 'advanced',
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  return {
    /** @throws what went wrong in the child */
    ask: (question) =>
      new Promise((resolve, reject) => {
        const onExit = (code) => reject(new Error(`${script} ended with code ${code}`));
        child.once('exit', onExit);
        child.once('message', ({ answer, error }) => {
          child.off('exit', onExit);
          if (error === undefined) resolve(answer);
          else reject(new Error(`${script}: ${error}`));
        });
        child.send(question);
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', resolve);
        child.disconnect();
      }),
  };
}

/** Asks one question of a fresh process. */
export async function askOnce(script, settings, question) {
  const child = startChild(script, settings);
  try {
    return await child.ask(question);
  } finally {
    await child.stop();
  }
}

/**
 * The child's side: answers one question after the other and ends with its parent.
 *
 * @param {(settings: object) => Promise<(question: object) => Promise<object>>} start
 */
export function answerParent(start) {
  const answering = start(JSON.parse(process.argv[2]));
  answering.catch(() => undefined); // told with the first answer
  process.on('message', (question) => {
    answering
      .then((answer) => answer(question))
      .then(
        (answer) => process.send({ answer }),
        (error) => process.send({ error: error.stack }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}

/**
 * The most memory this process has ever held, in MB. Where the kernel tells: a child's `maxRSS` begins with that of the
 * parent it was forked from.
 */
export function peakMemory() {
  const file = '/proc/self/status';
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const ownKilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (ownKilobytes ? Number(ownKilobytes) : process.resourceUsage().maxRSS) / 1024;
}
