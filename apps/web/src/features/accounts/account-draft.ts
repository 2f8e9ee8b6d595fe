import type { AccountPatch, AccountView } from '../../shared/api/schemas.js';

const TEXTS = [
  'name',
  'legalName',
  'taxNumber',
  'street',
  'postalCode',
  'city',
  'country',
  'email',
  'phone',
  'contactPerson',
  'bankAccount',
  'bankName',
  'timeZone',
  'currency',
] as const;
type TextField = (typeof TEXTS)[number];

/** What the form of the company holds: texts as typed, empty where the API says null. */
export type CompanyDraft = Record<TextField, string> & {
  language: AccountView['language'];
  /** One address a line. */
  staffEmails: string;
};

export const companyDraftOf = (account: AccountView): CompanyDraft => ({
  ...(Object.fromEntries(TEXTS.map((field) => [field, account[field] ?? ''])) as Record<
    TextField,
    string
  >),
  language: account.language,
  staffEmails: account.staffEmails.join('\n'),
});

/** Only what differs from the account is sent: what somebody else changed elsewhere stays. */
export function companyPatch(draft: CompanyDraft, account: AccountView): AccountPatch {
  const before = companyDraftOf(account);
  const changed = TEXTS.filter((field) => draft[field].trim() !== before[field]);
  return {
    ...Object.fromEntries(changed.map((field) => [field, valueOf(draft[field])])),
    ...(draft.language === before.language ? {} : { language: draft.language }),
    ...(draft.staffEmails === before.staffEmails
      ? {}
      : { staffEmails: linesOf(draft.staffEmails) }),
  };
}

const valueOf = (text: string): string | null => text.trim() || null;

const linesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
