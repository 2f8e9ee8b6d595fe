/**
 * Calls `stop(hurry)` when somebody wants the launcher to end: Ctrl-C, SIGTERM, a closed terminal, or the wrapper
 * that started it gone. One Ctrl-C arrives up to three times (terminal, npm, wrapper), so only a second one that
 * comes clearly later asks to hurry.
 */
export function onStopRequest(stop) {
  let firstAt = null;
  const request = () => {
    if (firstAt === null) {
      firstAt = performance.now();
      stop(false);
    } else if (performance.now() - firstAt > 1500) {
      stop(true);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, request);
  process.once('disconnect', request);
  process.channel?.unref();
}
