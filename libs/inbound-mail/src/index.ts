export type { Bounce, BounceReason } from './bounce.js';
export { findDays, type NamedDay } from './find-day.js';
export type { InboundMail, InboundPart } from './inbound-mail.js';
export { type Intent, type IntentKind, INTENTS } from './intent.js';
export { ownText } from './own-text.js';
export { messageIds } from './read-delivery-report.js';
export {
  type AutoReply,
  type Bulk,
  type InboundMeaning,
  type Loop,
  readInbound,
  type Reply,
} from './read-inbound.js';
export { readIntents } from './read-intents.js';
