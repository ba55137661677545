// The simplest room in workerd: a Durable Object that accepts hibernating sockets and sends what is posted to all of them. What it costs
// beside the plain server is workerd's own cost.

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';

const script = `
import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    if (request.headers.get('upgrade') === 'websocket') {
      const { 0: client, 1: server } = new WebSocketPair();
      this.ctx.acceptWebSocket(server);
      return new Response(null, { status: 101, webSocket: client });
    }
    const frame = await request.text();
    for (const socket of this.ctx.getWebSockets()) socket.send(frame);
    return new Response(null);
  }
}
export default { fetch: (request, env) => env.ROOM.getByName('one').fetch(request) };
`;

export async function startBareRoom(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const options = convertV4MiniflareOptions({
    ...{ host: '127.0.0.1', cf: false as const, log: new Log(LogLevel.NONE) },
    workers: [
      {
        ...{ name: 'room', modules: true, script, compatibilityDate: '2026-11-01' },
        durableObjects: { ROOM: { className: 'Room', useSQLite: true } },
      },
      // Bypasses Miniflare's proxy, as Laurel's direct socket does.
      {
        ...{ name: 'own-socket', modules: true, script: 'export default {}' },
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, serviceName: 'room' }],
      },
    ],
  });
  const miniflare = new Miniflare(options);
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL('own-socket');
  return { url: origin, stop: () => miniflare.dispose() };
}
