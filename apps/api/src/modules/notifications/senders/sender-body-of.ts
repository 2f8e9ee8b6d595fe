import type { SenderBody, SenderView } from './sender.dto.js';

/** What a person would have to type to leave a sender as it is; the password stays by being left out. */
export function bodyOf(sender: SenderView): SenderBody {
  const { use, host, port, security, username, fromName, fromEmail, replyTo } = sender;
  const { signature, perMinute, perHour, perDay } = sender;
  return {
    use,
    host,
    port,
    security,
    username,
    fromName,
    fromEmail,
    replyTo,
    signature,
    perMinute,
    perHour,
    perDay,
  };
}
