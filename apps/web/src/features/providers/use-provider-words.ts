import { useI18n } from 'vue-i18n';

interface ProviderFailure {
  readonly code: string;
  readonly actor: string;
  readonly detail: string;
}

/** What a provider's failure means and who must act; unknown codes fall back to who must act. */
export function useProviderWords() {
  const { t, te } = useI18n();
  const known = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);
  return {
    errorWords: (failure: ProviderFailure, provider: string): string => {
      const key = `providers.errors.${failure.code}`;
      if (!te(key)) return known(`providers.actors.${failure.actor}`, failure.detail);
      return t(key, { system: known(`providers.names.${provider}`, provider) });
    },
    issueReason: (reason: string): string => known(`providers.issueReasons.${reason}`, reason),
    collection: (name: string): string => known(`providers.collections.${name}`, name),
  };
}
