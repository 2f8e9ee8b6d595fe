import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** True on a phone-sized window; lists then show cards instead of a table. */
export function useIsNarrow(): Readonly<Ref<boolean>> {
  const media = globalThis.matchMedia('(max-width: 760px)');
  const isNarrow = ref(media.matches);
  const listen = (): void => {
    isNarrow.value = media.matches;
  };
  media.addEventListener('change', listen);
  onScopeDispose(() => media.removeEventListener('change', listen));
  return readonly(isNarrow);
}
