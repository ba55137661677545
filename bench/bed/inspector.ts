// A client of workerd's inspector (Chrome DevTools Protocol).

export interface Inspector {
  /** @returns the result of the protocol method. */
  ask<T>(method: string, parameters?: object): Promise<T>;
  close(): void;
}

interface Target {
  readonly id: string;
  readonly webSocketDebuggerUrl: string;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
}

/** @param worker part of the isolate's id; the first isolate if absent. @throws Error when there is none. */
export async function openInspector(port: number, worker = ''): Promise<Inspector> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  const target = targets.find(({ id }) => id.includes(worker));
  if (target === undefined) throw new Error(`No inspector target at port ${port}`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result } = JSON.parse(String(data)) as Reply;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let lastId = 0;
  return {
    ask: <T>(method: string, params: object = {}) =>
      new Promise<T>((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve as (result: unknown) => void);
        socket.send(JSON.stringify({ id: lastId, method, params }));
      }),
    close: () => socket.close(),
  };
}
