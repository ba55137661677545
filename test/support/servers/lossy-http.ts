// An HTTP proxy before Laurel that can lose answers: Laurel has done the act, and the client does not know.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LossyHttp = Awaited<ReturnType<typeof startLossyHttp>>;

export async function startLossyHttp(target: string) {
  let toLose = 0;
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, connection: __, ...headers } = request.headers as Record<string, string>;
    const { method = 'GET', url } = request;
    const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
    const answer = await fetch(target + url, { method, headers, ...body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    statuses.push(answer.status);
    toLose -= 1;
    if (toLose >= 0) return void response.destroy();
    const {
      'content-encoding': ___,
      'content-length': ____,
      'transfer-encoding': _____,
      ...kept
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Loses the next `count` answers. */
    lose(count: number) {
      toLose = count;
    },
    /** What Laurel answered, also what was lost. */
    statuses,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
