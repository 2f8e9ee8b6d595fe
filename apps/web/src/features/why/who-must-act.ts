/** Where a reason that does not go away by itself is dealt with: a screen, and its words below `why.list.fix`. */
export const WHO_MUST_ACT: Readonly<
  Record<string, { readonly to: string; readonly words: string }>
> = {
  'not-fresh': { to: 'sync', words: 'connection' },
  'payments-unanswered': { to: 'sync', words: 'connection' },
  'first-sync-unfinished': { to: 'sync', words: 'connection' },
  'old-debts-undecided': { to: 'sync', words: 'connection' },
  'own-reminders-unanswered': { to: 'sync', words: 'connection' },
  'sending-switched-off': { to: 'settings-sending', words: 'sending' },
  'daily-cap-reached': { to: 'settings-schedule', words: 'schedule' },
  'outside-sending-hours': { to: 'settings-schedule', words: 'schedule' },
  'not-a-sending-day': { to: 'settings-schedule', words: 'schedule' },
  'sender-missing': { to: 'settings-sender', words: 'sender' },
  'sender-minute-limit': { to: 'settings-sender', words: 'sender' },
  'sender-hour-limit': { to: 'settings-sender', words: 'sender' },
  'sender-day-limit': { to: 'settings-sender', words: 'sender' },
  'server-unavailable': { to: 'settings-sender', words: 'sender' },
  'reply-unanswered': { to: 'inbox', words: 'inbox' },
  'text-broken': { to: 'settings-texts', words: 'texts' },
};
