// A proxy in front of an S3 server that injects faults of networks and providers, outside of the code under test. It is configured
// over HTTP, so that tests inside workerd can use it.

import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Random, seededRandom } from '../rules/random.ts';
import { type Fault, type FaultPlan, lateMs } from './faults.ts';

export interface FaultProxy {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let plan: FaultPlan = { kinds: [], probability: 0, seed: 1, skip: 0, count: 0 };
  let random: Random = seededRandom(plan.seed);
  let injected: Partial<Record<Fault, number>> = {};
  let lastList: Buffer | null = null;
  let requests: string[] = [];
  const inProgress = new Set<Promise<void>>();
  const origin = new URL(target);

  const server: Server = createServer(async (incoming, outgoing) => {
    if (incoming.url === '/__idle') {
      await Promise.all(inProgress);
      return void outgoing.end();
    }
    const work = serve(incoming, outgoing).finally(() => inProgress.delete(work));
    inProgress.add(work);
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    // An incomplete request is dropped.
    if (!incoming.complete) return;
    if (incoming.url === '/__requests') return void outgoing.end(JSON.stringify(requests));
    if (incoming.url === '/__faults') {
      if (incoming.method === 'PUT') {
        plan = JSON.parse(body.toString()) as FaultPlan;
        random = seededRandom(plan.seed);
        injected = {};
        requests = [];
      }
      outgoing.end(JSON.stringify(injected));
      return;
    }
    requests.push(`${incoming.method} ${incoming.url}`);
    const fault = choose();
    if (fault !== null) injected[fault] = (injected[fault] ?? 0) + 1;
    if (fault === 'hang') return;
    if (fault === 'reset') return void incoming.socket.destroy();
    if (fault === '500') return refuse(outgoing, 500, 'InternalError');
    if (fault === '503') return refuse(outgoing, 503, 'SlowDown');
    if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, lateMs));
    await pass(incoming, body, outgoing, fault);
  }

  function choose(): Fault | null {
    if (plan.skip > 0) {
      plan = { ...plan, skip: plan.skip - 1 };
      return null;
    }
    if (plan.kinds.length === 0 || random.next() >= plan.probability) return null;
    if (plan.count === 0) return null;
    plan = { ...plan, count: plan.count - 1 };
    return random.pick(plan.kinds);
  }

  /** Settles when the server has executed the request, even if the client gets no answer. */
  async function pass(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    fault: Fault | null,
  ): Promise<void> {
    const options = {
      host: origin.hostname,
      port: origin.port,
      path: incoming.url,
      method: incoming.method,
      headers: incoming.headers,
    };
    const answer = await new Promise<IncomingMessage | null>((resolve) => {
      const onward = forward(options, resolve);
      onward.on('error', () => resolve(null));
      onward.end(body);
    });
    if (answer === null) return void incoming.socket.destroy();
    const answered = await readAll(answer);
    if (fault === 'reset_after') return void incoming.socket.destroy();
    const isList = incoming.url?.includes('list-type=2') === true;
    const sent = fault === 'stale_list' && isList && lastList !== null ? lastList : answered;
    if (isList && fault === null) lastList = answered;
    const isObject =
      incoming.method === 'GET' && answer.statusCode !== undefined && answer.statusCode < 300 && sent.length > 0;
    outgoing.writeHead(answer.statusCode ?? 502, {
      ...answer.headers,
      ...(sent === answered ? {} : { 'content-length': sent.length }),
    });
    if (fault === 'truncate' && isObject) {
      outgoing.write(sent.subarray(0, sent.length >> 1), () => incoming.socket.destroy());
      return;
    }
    // Half of the body, then nothing, with the connection open.
    if (fault === 'stall' && isObject) return void outgoing.write(sent.subarray(0, sent.length >> 1));
    outgoing.end(fault === 'corrupt' && isObject && !isList ? corrupted(sent) : sent);
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(outgoing: ServerResponse, status: number, code: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/xml' });
  outgoing.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

/** Changes one byte in the middle. */
function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The connection was closed: use what was received.
  }
  return Buffer.concat(chunks);
}
