import { dirname, join } from 'node:path';

import { type MailCatcherOptions, startMailCatcher } from './mail-catcher.js';
import { wholeNumber } from './whole-number.js';

const catcher = await startMailCatcher(optionsFrom(process.env));
const ready = {
  level: 'info',
  msg: 'mail catcher ready',
  smtpPort: catcher.smtpPort,
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
    host: env.MAIL_CATCHER_HOST ?? '127.0.0.1',
    ...(folder ? { folder } : {}),
  };
}
