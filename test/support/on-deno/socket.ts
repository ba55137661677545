// A WebSocket as workerd hands it to a test: an answer with `webSocket`, which is told nothing until it is accepted, or with the refusal.
// Node's fetch makes none.

import { Readable } from 'node:stream';
import WebSocket from 'ws';

export function openSocket(url: string, headers: Headers): Promise<Response> {
  const { upgrade: _, ...sent } = Object.fromEntries(headers);
  const socket = new WebSocket(url.replace('http', 'ws'), { headers: sent });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.pause();
      const webSocket = Object.assign(socket, { accept: () => socket.resume() });
      resolve({ status: 101, headers: new Headers(), webSocket } as unknown as Response);
    });
    socket.once('unexpected-response', (_request, answer) => {
      const { statusCode: status = 0, headers: told } = answer;
      const body = Readable.toWeb(answer) as unknown as ReadableStream;
      const response = new Response(body, { status, headers: told as Record<string, string> });
      resolve(Object.assign(response, { webSocket: null }));
    });
  });
}
