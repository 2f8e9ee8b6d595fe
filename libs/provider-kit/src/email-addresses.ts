/**
 * Splits one e-mail field into addresses: people write several, parted by commas, semicolons or blanks.
 * @returns the usable ones lower-cased in the domain and without repeats, and what could not be used
 */
export function splitEmailAddresses(field: string | null | undefined): EmailAddresses {
  const parts = (field ?? '').split(/[,;\s]+/).filter((part) => part !== '');
  const emails: string[] = [];
  const unusable: string[] = [];
  const seen = new Set<string>();
  for (const part of parts) {
    const address = tidy(part);
    if (!isEmailAddress(address)) {
      unusable.push(part);
      continue;
    }
    if (seen.has(address.toLowerCase())) continue;
    seen.add(address.toLowerCase());
    emails.push(address);
  }
  return { emails, unusable };
}

export interface EmailAddresses {
  readonly emails: readonly string[];
  readonly unusable: readonly string[];
}

/**
 * The addresses a mail server would take in practice: an ASCII dot-atom before the @ and a domain with a dot.
 * Narrower than RFC 5321 on purpose (no quoted local parts, no address literals): such a value in an invoicing
 * system is a typing slip or an attempt at header injection.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > 254 || text.includes('..')) return false;
  const at = text.indexOf('@');
  if (at < 1 || at > 64) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return (
    LOCAL_PART.test(local) && !local.startsWith('.') && !local.endsWith('.') && DOMAIN.test(domain)
  );
}

const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** "Anna <anna@example.com>" leaves the brackets behind when split at blanks. */
function tidy(part: string): string {
  const bare = part.replace(/^<|>$/g, '').replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  return at < 0 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase();
}
