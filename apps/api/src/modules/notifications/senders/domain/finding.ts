/** How much a finding matters: `unknown` is what could not be found out. */
export const LEVELS = ['good', 'hint', 'warning', 'problem', 'unknown'] as const;
export type Level = (typeof LEVELS)[number];

/** Everything that can be found; the words for each are in the screens. */
export const FINDING_CODES = [
  'domain-missing',
  'domain-takes-no-mail',
  'dns-failed',
  'spf-good',
  'spf-missing',
  'spf-several',
  'spf-broken',
  'spf-include-missing',
  'spf-too-many-lookups',
  'spf-too-many-empty',
  'spf-allows-everybody',
  'spf-open-end',
  'spf-ptr',
  'spf-without-provider',
  'dkim-found',
  'dkim-unknown',
  'dkim-missing',
  'dkim-revoked',
  'dkim-broken',
  'dkim-short',
  'dkim-testing',
  'dmarc-good',
  'dmarc-inherited',
  'dmarc-missing',
  'dmarc-several',
  'dmarc-broken',
  'dmarc-none',
  'dmarc-partly',
  'dmarc-no-reports',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing that was found out about how a domain sends mail. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: Level;
  /** The name, term or selector it is about. */
  readonly subject: string | null;
  /** What was counted. */
  readonly count: number | null;
}

export function finding(
  level: Level,
  code: FindingCode,
  { subject = null, count = null }: { subject?: string | null; count?: number | null } = {},
): Finding {
  return { code, level, subject, count };
}
