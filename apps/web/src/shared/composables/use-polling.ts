import { onScopeDispose, watch } from 'vue';

/** Calls `poll` again and again while `isOn` holds, a pause after each answer; stops with the screen. */
export function usePolling(isOn: () => boolean, poll: () => Promise<void>, pauseMs = 1000): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => clearTimeout(timer);
  const next = (): void => {
    timer = setTimeout(async () => {
      await poll();
      if (isOn()) next();
    }, pauseMs);
  };
  watch(
    isOn,
    (on) => {
      stop();
      if (on) next();
    },
    { immediate: true },
  );
  onScopeDispose(stop);
}
