// As fast as so many connections can: a throughput, never a latency.

/** @returns requests per second. @throws what the first failed one threw. */
export async function closedLoop(
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
