/**
 * What a secret looks like, as its makers say it does. Each kind has a shape of its own, so that a find is
 * worth a look; passwords that look like nothing are kept out by `.gitignore` and review.
 */
export const SECRET_PATTERNS = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}\b/],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{20,}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a SendGrid key', /\bSG\.[\w-]{20,}\.[\w-]{30,}/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  [
    'a key of this product',
    /\b(?:JWT_KEYS|SEALING_KEYS|AUDIT_KEYS)\s*[=:]\s*['"]?[\w-]+:[A-Za-z0-9+/]{43}=/,
  ],
  ['a setting with a key in it', /\bJWT_SECRET\s*[=:]\s*['"]?[A-Za-z0-9+/]{43}=/],
  [
    'a password in an address',
    /\b(?:postgres(?:ql)?|smtps?|imaps?):\/\/[^\s:/@'"`$]+:(?!x@|password@|only-test|owner-password)[^\s@'"`$<{]{6,}@(?!127\.0\.0\.1|localhost|db[:/])/,
  ],
];

/**
 * The secrets in a text.
 *
 * @param {string} text
 * @returns {string[]} what kinds were found; never the secret itself
 */
export function secretsIn(text) {
  return SECRET_PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
}
