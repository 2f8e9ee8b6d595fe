import { useI18n } from 'vue-i18n';
import type { SyncIssueFinding } from '../../shared/api/schemas.js';

interface ProviderFailure {
  readonly code: string;
  readonly actor: string;
  readonly detail: string;
}

/** What a provider's failure means and who must act; unknown codes fall back to who must act. */
export function useProviderWords() {
  const { t, te } = useI18n();
  const known = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);
  const findingWords = ({ code, field, value }: SyncIssueFinding): string => {
    const what = known(`providers.findings.${code}`, code);
    const named = field === null ? what : `${field}: ${what}`;
    // what a described field lacks is said in the system's own English: that is technical detail
    return value === null || code === 'not-as-described' ? named : `${named} (${value})`;
  };
  return {
    errorWords: (failure: ProviderFailure, provider: string): string => {
      const key = `providers.errors.${failure.code}`;
      if (!te(key)) return known(`providers.actors.${failure.actor}`, failure.detail);
      return t(key, { system: known(`providers.names.${provider}`, provider) });
    },
    issueReason: (reason: string): string => known(`providers.issueReasons.${reason}`, reason),
    /** What is wrong with a row, in one line; null for a row noted before its flaws were codes. */
    findings: (found: readonly SyncIssueFinding[]): string | null =>
      found.length === 0 ? null : found.map(findingWords).join('; '),
    notAsked: (code: string | null): string =>
      known(`providers.issues.notAsked.${code}`, t('providers.issues.notAsked.otherwise')),
    collection: (name: string): string => known(`providers.collections.${name}`, name),
  };
}
