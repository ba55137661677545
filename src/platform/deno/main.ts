// Entry point on Deno: `npm run start:deno` here, elsewhere
// `deno run --config src/platform/deno/deno.json -A src/platform/deno/main.ts`, with the variables of docs/operations/deploy.md.

import { edge } from '../../app/edge.ts';
import { answerAsset } from './assets.ts';
import { driveCron } from './cron.ts';
import { deno } from './runtime.ts';
import { createLaurel } from './services.ts';
import { readSettings } from './settings.ts';

const variables = deno.env.toObject();
const settings = readSettings(variables);
if (typeof settings === 'string') refuse(settings, 2);
const { hostname, port, cronSeconds } = settings;
const { services, tick, close } = createLaurel(variables);
const context = {
  waitUntil: (work: Promise<unknown>) => void work.catch((error: unknown) => console.error(String(error))),
  passThroughOnException: () => {},
  props: {},
};

const server = serve();
const cron = driveCron(tick, cronSeconds);

function serve() {
  try {
    return deno.serve(
      { hostname, port, onListen: () => {} },
      (request) => answerAsset(request) ?? edge.fetch(request, { services }, context),
    );
  } catch (error) {
    return refuse(`Laurel cannot listen on port ${port} of ${hostname}: ${(error as Error).message}.`, 1);
  }
}

function refuse(sentence: string, exitCode: number): never {
  console.error(sentence);
  return deno.exit(exitCode);
}

/** Live sockets stay open until the process ends; then their clients connect again. */
const shutdownMsMax = 3_000;

async function stop(): Promise<void> {
  await inTime(Promise.all([server.shutdown(), cron.stop()]));
  await inTime(close());
  deno.exit(0);
}

const inTime = (work: Promise<unknown>) =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, shutdownMsMax))]);

const runCronNow = () =>
  cron.runNow().then(
    () => console.log('The cron has run.'),
    (error: unknown) => console.log(`The cron has failed: ${String(error)}`),
  );
deno.addSignalListener('SIGUSR2', () => void runCronNow());

/** Whoever started this process holds the other end: it closes when they end, however they end. */
async function stopWithInput(): Promise<void> {
  for await (const _ of deno.stdin.readable);
  await stop();
}
if (variables.STOP_WITH_STDIN === '1') void stopWithInput();

for (const signal of ['SIGINT', 'SIGTERM'] as const) deno.addSignalListener(signal, () => void stop());
console.log(`Laurel listens on port ${server.addr.port}`);
