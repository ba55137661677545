// Measures maximum throughput with a closed loop. Not for latencies: a closed loop hides queueing.

/** @returns requests per second. @throws the error of the first failed request. */
export async function measureThroughput(
  send: (index: number) => Promise<unknown>,
  load: { readonly connections: number; readonly seconds: number },
): Promise<number> {
  const end = performance.now() + load.seconds * 1000;
  let done = 0;
  const connection = async () => {
    while (performance.now() < end) {
      await send(done);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  return done / load.seconds;
}
