import { computed, onScopeDispose, ref, type ComputedRef } from 'vue';

/** Milliseconds until an instant, counted down each second; null where there is none or it has passed. */
export function useTimeLeft(endAt: () => string | null): ComputedRef<number | null> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 1000);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => {
    const at = endAt();
    const left = at === null ? 0 : Date.parse(at) - now.value;
    return left > 0 ? left : null;
  });
}
