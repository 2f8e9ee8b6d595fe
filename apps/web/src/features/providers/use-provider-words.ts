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
    errorWords: (failure: ProviderFailure): string =>
      known(
        `providers.errors.${failure.code}`,
        known(`providers.actors.${failure.actor}`, failure.detail),
      ),
    issueReason: (reason: string): string => known(`providers.issueReasons.${reason}`, reason),
    collection: (name: string): string => known(`providers.collections.${name}`, name),
  };
}
