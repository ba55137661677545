// Laurel with and without the log of requests and the limits, in one isolate: each form has an entry point and a backend object of its own,
// and all run the same compiled code.

import { WorkerEntrypoint } from 'cloudflare:workers';
import { Backend } from '../src/platform/cloudflare/backend.ts';
import { handleFetch } from '../src/platform/cloudflare/fetch.ts';
import worker from '../src/worker.ts';

export * from '../src/worker.ts';
export default worker;

const noLog = { LOG_REQUESTS: 'false' };
const noLimits = { RATE_LIMITS: 'off' };

type Settings = Readonly<Record<string, string>>;
/** Backend objects of each form. */
type Bindings = Env & Readonly<Record<string, Env['BACKEND']>>;

const backendWith = (settings: Settings) =>
  class extends Backend {
    constructor(context: DurableObjectState, env: Env) {
      super(context, { ...env, ...settings });
    }
  };

/** Services belong to an `env`, so that each form has its own. */
function entryWith(backend: string, settings: Settings) {
  let own: Env | null = null;
  return class extends WorkerEntrypoint<Bindings> {
    override fetch(request: Request) {
      own ??= { ...this.env, ...settings, BACKEND: this.env[backend] as Env['BACKEND'] };
      return handleFetch(request, own, this.ctx);
    }
  };
}

export const NeitherBackend = backendWith({ ...noLog, ...noLimits });
export const LogBackend = backendWith(noLimits);
export const LimitsBackend = backendWith(noLog);
export const BothBackend = backendWith({});

export const Neither = entryWith('NEITHER_BACKEND', { ...noLog, ...noLimits });
export const Log = entryWith('LOG_BACKEND', noLimits);
export const Limits = entryWith('LIMITS_BACKEND', noLog);
export const Both = entryWith('BOTH_BACKEND', {});
