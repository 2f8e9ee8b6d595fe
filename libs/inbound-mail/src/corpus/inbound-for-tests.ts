import type { InboundMail } from '../inbound-mail.js';

/** A mail of a client, with these things changed. */
export function inbound(change: Partial<InboundMail> = {}): InboundMail {
  return {
    messageId: '<reply-1@client.example>',
    answers: [],
    from: 'jan@client.example',
    subject: 'Re: Faktura 12/2026',
    text: '',
    headers: {},
    parts: [],
    ...change,
  };
}
