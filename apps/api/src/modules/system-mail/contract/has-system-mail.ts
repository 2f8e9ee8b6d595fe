import type { Settings } from '../../../config/env.js';

/** True where the product can write to people: the operator has set a server, or it is a demo with its catcher. */
export function hasSystemMail(settings: Settings): boolean {
  return settings.SYSTEM_SMTP_URL !== undefined || settings.DEMO;
}
