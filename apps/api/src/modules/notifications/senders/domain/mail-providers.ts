/** What the documentation of big mail providers tells their customers to include, by the end of the submission host's name. */
const INCLUDES: readonly (readonly [string, string])[] = [
  ['gmail.com', '_spf.google.com'],
  ['googlemail.com', '_spf.google.com'],
  ['google.com', '_spf.google.com'],
  ['office365.com', 'spf.protection.outlook.com'],
  ['outlook.com', 'spf.protection.outlook.com'],
  ['sendgrid.net', 'sendgrid.net'],
  ['mailgun.org', 'mailgun.org'],
  ['amazonaws.com', 'amazonses.com'],
  ['mtasv.net', 'spf.mtasv.net'],
  ['postmarkapp.com', 'spf.mtasv.net'],
  ['brevo.com', 'spf.brevo.com'],
];

/** The name a domain that sends through this host should include; null where that is not known. */
export function providerOf(host: string): string | null {
  const name = host.toLowerCase();
  const known = INCLUDES.find(([end]) => name === end || name.endsWith(`.${end}`));
  return known?.[1] ?? null;
}
