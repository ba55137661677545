// Timers that replace each other, as the one alarm of a Durable Object.

/** The longest time of a timer; a later one is set again then. */
const timerMsMax = 2_147_483_647;

/** The returned function sets the time in milliseconds at which `run` is called; null: not at all. */
export function wakeOnce(run: () => void): (atMs: number | null) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wakeAt = (atMs: number | null) => {
    clearTimeout(timer);
    if (atMs === null) return;
    const ms = Math.max(0, atMs - Date.now());
    timer = setTimeout(() => (ms > timerMsMax ? wakeAt(atMs) : run()), Math.min(ms, timerMsMax));
    // It does not keep a process alive that is told to end.
    (timer as { unref?: () => void }).unref?.();
  };
  return wakeAt;
}
