import { dirname, join } from 'node:path';

import { movableClock, realClock } from './clock.js';
import { type MailCatcherOptions, startMailCatcher } from './mail-catcher.js';
import { wholeNumber } from './whole-number.js';

const catcher = await startMailCatcher(optionsFrom(process.env));
const ready = {
  level: 'info',
  msg: 'mail catcher ready',
  smtpPort: catcher.smtpPort,
  imapPort: catcher.imapPort,
  controlUrl: catcher.controlUrl,
  url: catcher.url,
};
console.log(JSON.stringify(ready));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void catcher.close().then(() => process.exit(0)));
}

function optionsFrom(env: NodeJS.ProcessEnv): MailCatcherOptions {
  const folder =
    env.MAIL_CATCHER_DIR ?? (env.CLOCK_FILE ? join(dirname(env.CLOCK_FILE), 'mail') : undefined);
  return {
    smtpPort: wholeNumber(env, 'MAIL_CATCHER_SMTP_PORT', 1025),
    webPort: wholeNumber(env, 'MAIL_CATCHER_WEB_PORT', 1080),
    imapPort: wholeNumber(env, 'MAIL_CATCHER_IMAP_PORT', 1143),
    controlPort: wholeNumber(env, 'MAIL_CATCHER_CONTROL_PORT', 1081),
    onFailure: (error) =>
      console.log(JSON.stringify({ level: 'error', msg: 'no answer given', error: String(error) })),
    isAnswering: env.MAIL_CATCHER_ANSWERS === 'on',
    clock: env.CLOCK_FILE ? movableClock(env.CLOCK_FILE) : realClock,
    host: env.MAIL_CATCHER_HOST ?? '127.0.0.1',
    ...(folder ? { folder } : {}),
  };
}
