import { PROVIDERS } from '../../config/provider-names.js';
import type { Role } from '../tenancy/account-scope.js';
import type { AccessRule } from './access-rule.js';

const EVERYBODY: readonly Role[] = ['admin', 'accountant', 'viewer'];
const WORKERS: readonly Role[] = ['admin', 'accountant'];
const ADMIN: readonly Role[] = ['admin'];

const anyone = { who: 'public', rate: 'read' } as const;
const probe = { who: 'public', rate: 'none' } as const;
const guess = { who: 'public', rate: 'auth' } as const;
const self = { who: 'signed-in', rate: 'read' } as const;
const selfChange = { who: 'signed-in', rate: 'write' } as const;
const selfGuess = { who: 'signed-in', rate: 'auth' } as const;
const selfRisk = { ...selfChange, stepUp: true } as const;
const read = { who: EVERYBODY, rate: 'read', scope: 'read' } as const;
const reminders = { ...read, feature: 'reminders' } as const;
/** A whole list as a file. */
const listExport = { ...reminders, rate: 'export' } as const;
const work = { who: WORKERS, rate: 'write', scope: 'cases:write', feature: 'reminders' } as const;
const notices = { ...work, scope: 'notices:write' } as const;
const settings = { who: ADMIN, rate: 'write', scope: 'settings:write' } as const;
/** Whoever may make keys may do with them what the keys may do: never a key itself. */
const keys = { who: ADMIN, rate: 'write', feature: 'api-keys', stepUp: true } as const;
/** With every provider switched off, neither connections nor syncs are there. */
const provider = { ...read, feature: PROVIDERS } as const;
const providerSettings = { ...settings, feature: PROVIDERS } as const;
const sync = { who: WORKERS, rate: 'write', scope: 'sync:run', feature: PROVIDERS } as const;
/** Who may come in, and as what. */
const people = { who: ADMIN, rate: 'write', stepUp: true } as const;
const invite = { ...people, rate: 'send' } as const;
/** Operators of the installation, for what concerns no single account. */
const operator = { who: 'instance-admin', rate: 'read' } as const;
const operatorChange = { who: 'instance-admin', rate: 'write' } as const;
const operatorRisk = { ...operatorChange, stepUp: true } as const;
const reminderSettings = { ...settings, feature: 'reminders' } as const;
/** Somebody stands for it by name: no key. */
const answer = { who: ADMIN, rate: 'write', feature: PROVIDERS } as const;
/** Lets many messages go at once: a person, who has proved who they are. */
const release = { who: ADMIN, rate: 'write', feature: 'reminders', stepUp: true } as const;
const foresee = { ...reminderSettings, rate: 'read' } as const;
/** A look at what would be issued: it writes nothing. */
const foreseeNote = { ...work, rate: 'read' } as const;

/**
 * Who may do what: one line for every operation of the API, and nowhere else. An operation that is not
 * here does not start. Paths as in the OpenAPI file, below `/api/v1`.
 */
const POLICY: Readonly<Record<string, AccessRule>> = {
  'POST /approval-links/decide': guess,
  'POST /approval-links/show': guess,
  'POST /auth/confirm-email': guess,
  'POST /auth/forgot-password': guess,
  'POST /auth/invitations/accept': guess,
  'POST /auth/invitations/show': guess,
  'POST /auth/passkeys': guess,
  'POST /auth/passkeys/options': guess,
  'GET /auth/oidc/callback': guess,
  'POST /auth/oidc/start': guess,
  'POST /auth/refresh': anyone,
  'POST /auth/reset-password': guess,
  'POST /auth/second-factor/passkey': guess,
  'POST /auth/second-factor/passkey/options': guess,
  'POST /auth/second-factor/recovery-code': guess,
  'POST /auth/second-factor/totp': guess,
  'POST /auth/sign-in': guess,
  'POST /auth/sign-out': anyone,
  'GET /health/live': probe,
  'GET /health/ready': probe,
  'GET /instance': anyone,
  'POST /webhooks/{webhookId}': anyone,

  'GET /me': self,
  'PATCH /me': selfChange,
  'POST /me/email': selfRisk,
  'POST /me/passkeys': selfRisk,
  'POST /me/passkeys/options': selfRisk,
  'PATCH /me/passkeys/{passkeyId}': selfRisk,
  'DELETE /me/passkeys/{passkeyId}': selfRisk,
  'POST /me/password': selfGuess,
  'POST /me/recovery-codes': selfRisk,
  'GET /me/second-factor': self,
  'GET /me/sessions': self,
  'DELETE /me/sessions': selfChange,
  'DELETE /me/sessions/{sessionId}': selfChange,
  'POST /me/step-up': selfGuess,
  'POST /me/step-up/passkey': selfGuess,
  'POST /me/step-up/passkey/options': selfGuess,
  'POST /me/totp': selfRisk,
  'DELETE /me/totp': selfRisk,
  'POST /me/totp/confirm': selfRisk,
  'POST /me/invitations/accept': selfChange,
  'GET /me/oidc': self,
  'DELETE /me/oidc': { ...selfChange, stepUp: true },
  'POST /me/oidc/link': { ...selfChange, stepUp: true },

  'POST /late-payment/claims': self,

  'GET /admin/audit': operator,
  'GET /admin/audit/export': { ...operator, rate: 'export' },
  'GET /admin/audit/status': operator,
  'GET /admin/health': operator,

  'GET /accounts/{accountId}': read,
  'PATCH /accounts/{accountId}': settings,
  'GET /accounts/{accountId}/setup': read,

  'GET /accounts/{accountId}/api-keys': { who: ADMIN, rate: 'read', feature: 'api-keys' },
  'POST /accounts/{accountId}/api-keys': keys,
  'DELETE /accounts/{accountId}/api-keys/{apiKeyId}': keys,
  'POST /accounts/{accountId}/api-keys/{apiKeyId}/rotate': keys,

  'GET /accounts/{accountId}/audit': { who: ADMIN, rate: 'read' },
  'GET /accounts/{accountId}/audit/export': { who: ADMIN, rate: 'export' },
  'GET /accounts/{accountId}/audit/status': { who: ADMIN, rate: 'read' },

  'GET /accounts/{accountId}/cases': reminders,
  'GET /accounts/{accountId}/cases/{caseId}': reminders,
  'GET /accounts/{accountId}/cases/{caseId}/evaluations': reminders,
  'POST /accounts/{accountId}/cases/{caseId}/hold': work,
  'DELETE /accounts/{accountId}/cases/{caseId}/hold': work,
  'GET /accounts/{accountId}/cases/{caseId}/claim': reminders,
  'POST /accounts/{accountId}/cases/{caseId}/claim/choices': work,
  'GET /accounts/{accountId}/cases/{caseId}/limitation': reminders,
  'POST /accounts/{accountId}/cases/{caseId}/limitation/events': work,
  'DELETE /accounts/{accountId}/cases/{caseId}/limitation/events/{limitationEventId}': work,
  'GET /accounts/{accountId}/cases/{caseId}/payments': reminders,
  'POST /accounts/{accountId}/cases/{caseId}/payments': work,
  'DELETE /accounts/{accountId}/cases/{caseId}/payments/{paymentId}': work,
  'POST /accounts/{accountId}/cases/{caseId}/payments/{paymentId}/designation': work,
  'POST /accounts/{accountId}/cases/{caseId}/payments/{paymentId}/write-back': work,
  'GET /accounts/{accountId}/clients': read,
  'GET /accounts/{accountId}/clients/{clientId}': read,
  'PATCH /accounts/{accountId}/clients/{clientId}': work,
  'GET /accounts/{accountId}/interest-notes': reminders,
  'POST /accounts/{accountId}/interest-notes': work,
  'POST /accounts/{accountId}/interest-notes/draft': foreseeNote,
  'POST /accounts/{accountId}/interest-notes/draft/file': foreseeNote,
  'GET /accounts/{accountId}/interest-notes/export': listExport,
  'GET /accounts/{accountId}/interest-notes/{interestNoteId}': reminders,
  'GET /accounts/{accountId}/interest-notes/{interestNoteId}/file': reminders,
  'POST /accounts/{accountId}/interest-notes/{interestNoteId}/payments': work,
  'POST /accounts/{accountId}/interest-notes/{interestNoteId}/payments/{notePaymentId}/reversal':
    work,
  'POST /accounts/{accountId}/interest-notes/{interestNoteId}/send': notices,
  'POST /accounts/{accountId}/interest-notes/{interestNoteId}/void': work,
  'GET /accounts/{accountId}/late-charges': reminders,
  'GET /accounts/{accountId}/late-charges/totals': reminders,
  'GET /accounts/{accountId}/late-payment/limitations': reminders,
  'GET /accounts/{accountId}/late-payment/limitation-settings': reminders,
  'PUT /accounts/{accountId}/late-payment/limitation-settings': reminderSettings,
  'GET /accounts/{accountId}/late-payment/note-settings': reminders,
  'PUT /accounts/{accountId}/late-payment/note-settings': reminderSettings,
  'GET /accounts/{accountId}/late-payment/settings': reminders,
  'PUT /accounts/{accountId}/late-payment/settings': reminderSettings,
  'POST /accounts/{accountId}/clients/{clientId}/hold': work,
  'DELETE /accounts/{accountId}/clients/{clientId}/hold': work,
  'POST /accounts/{accountId}/daily-runs': work,
  'GET /accounts/{accountId}/overview': read,

  'GET /accounts/{accountId}/providers': provider,
  'GET /accounts/{accountId}/connections': provider,
  'POST /accounts/{accountId}/connections': providerSettings,
  'POST /accounts/{accountId}/connections/test': providerSettings,
  'GET /accounts/{accountId}/connections/{connectionId}': provider,
  'PATCH /accounts/{accountId}/connections/{connectionId}': providerSettings,
  'DELETE /accounts/{accountId}/connections/{connectionId}': providerSettings,
  'POST /accounts/{accountId}/connections/{connectionId}/test': providerSettings,
  'GET /accounts/{accountId}/connections/{connectionId}/webhook': provider,
  'POST /accounts/{accountId}/connections/{connectionId}/webhook': providerSettings,
  'DELETE /accounts/{accountId}/connections/{connectionId}/webhook': providerSettings,
  'POST /accounts/{accountId}/connections/{connectionId}/syncs': sync,
  'GET /accounts/{accountId}/connections/{connectionId}/old-debts': reminders,
  'PUT /accounts/{accountId}/connections/{connectionId}/old-debts': release,
  'POST /accounts/{accountId}/connections/{connectionId}/old-debts/calendar': foresee,
  'POST /accounts/{accountId}/connections/{connectionId}/old-debts/calendar/day': foresee,
  'GET /accounts/{accountId}/connections/{connectionId}/own-reminders': provider,
  'POST /accounts/{accountId}/connections/{connectionId}/own-reminders/switch-off':
    providerSettings,
  'PUT /accounts/{accountId}/connections/{connectionId}/own-reminders': answer,
  'GET /accounts/{accountId}/connections/{connectionId}/own-reminders/clients': provider,
  'GET /accounts/{accountId}/sync-issues': provider,
  'GET /accounts/{accountId}/sync-issues/reasons': provider,
  'POST /accounts/{accountId}/sync-issues/ignore': sync,
  'POST /accounts/{accountId}/sync-issues/reopen': sync,
  'POST /accounts/{accountId}/sync-issues/retry': sync,
  'GET /accounts/{accountId}/sync-runs': provider,
  'GET /accounts/{accountId}/sync-runs/{runId}': provider,
  'POST /accounts/{accountId}/sync-runs/{runId}/cancel': sync,
  'GET /accounts/{accountId}/sync-runs/{runId}/events': provider,
  'GET /accounts/{accountId}/sync-runs/{runId}/invoices': provider,
  'GET /accounts/{accountId}/sync-runs/{runId}/issues': provider,
  'GET /accounts/{accountId}/sync-runs/statistics': provider,

  'GET /accounts/{accountId}/features': { who: EVERYBODY, rate: 'read' },
  'PUT /accounts/{accountId}/features': { who: ADMIN, rate: 'write' },

  'POST /accounts/{accountId}/hold': reminderSettings,
  'DELETE /accounts/{accountId}/hold': reminderSettings,
  'GET /accounts/{accountId}/false-reminders': reminders,
  'GET /accounts/{accountId}/false-reminders/rates': reminders,
  'GET /accounts/{accountId}/freshness': reminders,
  'GET /accounts/{accountId}/held': reminders,
  'GET /accounts/{accountId}/held/counts': reminders,
  'GET /accounts/{accountId}/held/export': listExport,
  'GET /accounts/{accountId}/holds': reminders,
  'GET /accounts/{accountId}/holds/export': listExport,
  'POST /accounts/{accountId}/holds/release': work,

  'GET /accounts/{accountId}/invitations': { who: ADMIN, rate: 'read' },
  'POST /accounts/{accountId}/invitations': invite,
  'DELETE /accounts/{accountId}/invitations/{invitationId}': people,
  'POST /accounts/{accountId}/invitations/{invitationId}/resend': invite,
  'GET /accounts/{accountId}/members': { who: EVERYBODY, rate: 'read' },
  'PATCH /accounts/{accountId}/members/{userId}': people,
  'DELETE /accounts/{accountId}/members/{userId}': people,

  'GET /accounts/{accountId}/approvals': reminders,
  'POST /accounts/{accountId}/approvals/approve': notices,
  'POST /accounts/{accountId}/approvals/hold': notices,
  'POST /accounts/{accountId}/approvals/skip': notices,
  'POST /accounts/{accountId}/approvals/withdraw': notices,
  'GET /accounts/{accountId}/letters': reminders,
  'GET /accounts/{accountId}/letters/file': { ...reminders, rate: 'export' },
  'POST /accounts/{accountId}/letters/posted': notices,
  'POST /accounts/{accountId}/letters/print': notices,
  'GET /accounts/{accountId}/tasks': reminders,
  'GET /accounts/{accountId}/tasks/counts': reminders,
  'POST /accounts/{accountId}/tasks/done': notices,
  'POST /accounts/{accountId}/tasks/take': notices,
  'GET /accounts/{accountId}/unusual-runs': reminders,
  'POST /accounts/{accountId}/unusual-runs/{onDay}/release': notices,
  'GET /accounts/{accountId}/notices': reminders,
  'GET /accounts/{accountId}/notices/counts': reminders,
  'GET /accounts/{accountId}/notices/limits': reminders,
  'GET /accounts/{accountId}/notices/{noticeId}': reminders,
  'GET /accounts/{accountId}/notices/{noticeId}/attachments/{position}': reminders,
  'POST /accounts/{accountId}/notices/{noticeId}/cancel': notices,
  'POST /accounts/{accountId}/notices/{noticeId}/hold': notices,
  'POST /accounts/{accountId}/notices/{noticeId}/resolve': notices,
  'POST /accounts/{accountId}/notices/{noticeId}/retry': notices,

  'GET /accounts/{accountId}/operator-access': { who: EVERYBODY, rate: 'read' },

  'GET /accounts/{accountId}/disputes': reminders,
  'GET /accounts/{accountId}/disputes/export': listExport,
  'POST /accounts/{accountId}/disputes/decide': work,
  'POST /accounts/{accountId}/cases/{caseId}/disputes': work,
  'GET /accounts/{accountId}/promises': reminders,
  'GET /accounts/{accountId}/promises/export': listExport,
  'POST /accounts/{accountId}/promises/withdraw': work,
  'POST /accounts/{accountId}/cases/{caseId}/promises': work,

  'GET /accounts/{accountId}/forecast': reminders,
  'GET /accounts/{accountId}/forecast/day': reminders,
  'GET /accounts/{accountId}/stages': reminders,
  'GET /accounts/{accountId}/policies': reminders,
  'POST /accounts/{accountId}/policies': reminderSettings,
  'GET /accounts/{accountId}/policies/{policyId}': reminders,
  'PUT /accounts/{accountId}/policies/{policyId}': reminderSettings,
  'DELETE /accounts/{accountId}/policies/{policyId}': reminderSettings,
  'POST /accounts/{accountId}/policies/{policyId}/preview': foresee,
  'GET /accounts/{accountId}/policy-assignments': reminders,
  'PUT /accounts/{accountId}/policy-assignments': reminderSettings,
  'POST /accounts/{accountId}/policy-assignments/preview': foresee,
  'GET /accounts/{accountId}/policy-changes': reminders,
  'POST /accounts/{accountId}/policy-changes/{changeId}/undo': reminderSettings,
  'GET /accounts/{accountId}/client-groups': reminders,
  'POST /accounts/{accountId}/client-groups': reminderSettings,
  'PUT /accounts/{accountId}/client-groups/{groupId}': reminderSettings,
  'DELETE /accounts/{accountId}/client-groups/{groupId}': reminderSettings,
  'GET /accounts/{accountId}/mailboxes': reminders,
  'GET /accounts/{accountId}/senders/{senderId}/mailbox': reminders,
  'PUT /accounts/{accountId}/senders/{senderId}/mailbox': { ...reminderSettings, rate: 'send' },
  'DELETE /accounts/{accountId}/senders/{senderId}/mailbox': reminderSettings,
  'POST /accounts/{accountId}/senders/{senderId}/mailbox/collect': { ...notices, rate: 'send' },
  'GET /accounts/{accountId}/inbound-mails': reminders,
  'GET /accounts/{accountId}/inbound-mails/counts': reminders,
  'GET /accounts/{accountId}/inbound-mails/{mailId}': reminders,
  'POST /accounts/{accountId}/inbound-mails/{mailId}/answer': work,
  'POST /accounts/{accountId}/inbound-mails/{mailId}/repair': work,
  'GET /accounts/{accountId}/senders': reminders,
  'POST /accounts/{accountId}/senders': reminderSettings,
  'GET /accounts/{accountId}/senders/{senderId}': reminders,
  'PUT /accounts/{accountId}/senders/{senderId}': reminderSettings,
  'DELETE /accounts/{accountId}/senders/{senderId}': reminderSettings,
  'GET /accounts/{accountId}/senders/{senderId}/deliveries': reminders,
  'GET /accounts/{accountId}/senders/{senderId}/domain': { ...reminders, rate: 'send' },
  'GET /accounts/{accountId}/senders/{senderId}/health': reminders,
  'POST /accounts/{accountId}/senders/{senderId}/resume': reminderSettings,
  'POST /accounts/{accountId}/senders/{senderId}/test': { ...reminderSettings, rate: 'send' },
  'POST /accounts/{accountId}/sending/preview': { ...reminderSettings, rate: 'read' },
  'POST /accounts/{accountId}/sending/switch': reminderSettings,
  'GET /accounts/{accountId}/templates': reminders,
  'GET /accounts/{accountId}/templates/{stageKey}/{language}': reminders,
  'PUT /accounts/{accountId}/templates/{stageKey}/{language}': reminderSettings,
  'POST /accounts/{accountId}/templates/{stageKey}/{language}/preview': {
    ...reminders,
    who: WORKERS,
  },
  'POST /accounts/{accountId}/templates/{stageKey}/{language}/restore': reminderSettings,
  // To the person's own address: no key has one.
  'POST /accounts/{accountId}/templates/{stageKey}/{language}/test': {
    who: ADMIN,
    rate: 'send',
    feature: 'reminders',
  },
  'GET /accounts/{accountId}/templates/{stageKey}/{language}/versions/{version}': reminders,

  'GET /admin/accounts': operator,
  'POST /admin/accounts': operatorChange,
  'POST /admin/accounts/{accountId}/access': operatorRisk,
  'DELETE /admin/accounts/{accountId}/access': operatorChange,
  'GET /admin/accounts/{accountId}/export': { ...operatorRisk, rate: 'export' },
  'POST /admin/accounts/{accountId}/delete': operatorRisk,
  'POST /admin/accounts/{accountId}/restore': operatorChange,
  'POST /admin/accounts/{accountId}/resume': operatorChange,
  'POST /admin/accounts/{accountId}/suspend': operatorRisk,
  'GET /admin/rates': operator,
  'GET /admin/rates/exchange': operator,
  'POST /admin/rates/exchange': operatorChange,
  'POST /admin/rates/looks': operatorChange,
  'POST /admin/rates/reference': operatorChange,
  'POST /admin/rates/reference/take-back': operatorChange,
  'GET /admin/users': operator,
  'POST /admin/users/{userId}/disable': operatorChange,
  'POST /admin/users/{userId}/enable': operatorChange,
  'POST /admin/users/{userId}/end-sessions': operatorChange,
  'PUT /admin/users/{userId}/instance-admin': operatorRisk,
  'POST /admin/users/{userId}/reset-second-factor': operatorRisk,
};

const RULES = new Map(Object.entries(POLICY));

/** Every operation that has a rule, as `GET /path/{parameter}`. */
export const OPERATIONS: readonly string[] = [...RULES.keys()];

/**
 * The rule of an operation.
 *
 * @param path the route below `/api/v1`, with parameters as `{name}` or `:name`
 */
export function ruleOf(method: string, path: string): AccessRule | undefined {
  const verb = method === 'HEAD' ? 'GET' : method;
  return RULES.get(`${verb} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
}
