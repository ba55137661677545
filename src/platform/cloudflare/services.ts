// Composition root on Cloudflare: variables and bindings → what one request may use. Nothing else joins things here.

import type { EdgeServices, Waiter } from '../../app/edge-ports.ts';
import type { ApiServices } from '../../app/services.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { Id } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import { unwrap } from '../../core/outcome.ts';
import { shardOf } from '../../core/shard.ts';
import { openDatabase } from '../../db/client.ts';
import { createCacheProbe } from '../../db/query-cache.ts';
import { createAnswerCache } from '../../http/answer-cache.ts';
import { callerOf } from '../../http/caller.ts';
import { createCors } from '../../http/cors.ts';
import { createVerifier } from '../../http/verify-token.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { askBackend } from './ask-backend.ts';
import { drawCardLazily } from './drawing.ts';
import { createJobQueue } from './jobs.ts';
import { flushMetrics, renderMetrics } from './metrics.ts';
import { createPorts } from './ports.ts';
import { storesOf } from './stores.ts';
import { configOf } from './variables.ts';

/** For the backend object: built once, kept as long as the object lives. */
export function createApiServices(env: Env, waiter: Waiter): ApiServices {
  const config = configOf(env);
  const db = openDatabase(config.databaseUrl);
  const ports = createPorts(env, waiter, db);
  return {
    ports,
    objects: createTrackedStore(ports, storesOf(env).mirrored),
    jobs: createJobQueue(env),
    verifyToken: createVerifier(config.tokens),
    publicUrl: config.publicUrl,
    issuingFault: config.issuingFault,
    hasQueryCache: config.isBehindHyperdrive ? createCacheProbe(db) : async () => false,
    flags: config.flags,
    keysOfTournament: (id: string) => tournamentKeys(db, id as Id<'tournament'>),
  };
}

/** Built once an isolate: nothing in it belongs to one request. */
export function edgeServicesOf(env: Env): EdgeServices {
  const known = edgeServices.get(env);
  if (known !== undefined) return known;
  const made = createEdgeServices(env);
  edgeServices.set(env, made);
  return made;
}

const edgeServices = new WeakMap<Env, EdgeServices>();

function createEdgeServices(env: Env): EdgeServices {
  const config = configOf(env);
  const { mirrored, guarded, breakers } = storesOf(env);
  const questions = (key: string) => askBackend(() => backendOf(env, key));
  const askDatabase = async () => unwrap(await askBackend(() => backendOf(env, null)).databaseReadiness());
  return {
    publicUrl: config.publicUrl,
    metricsToken: config.metricsToken,
    backend: (request) => backendOf(env, callerOf(request.headers, 'cf-connecting-ip')).fetch(request),
    questions,
    joinRoom: (id, request) => env.TOURNAMENT_ROOM.getByName(id).fetch(request),
    foundations: { issuingFault: config.issuingFault, askDatabase, guarded, breakers },
    verify: {
      clock: systemClock,
      findRecord: async (code) => unwrap(await questions(code).certificateByCode(code)),
      objects: mirrored,
      repairCopy: async (key, side) => {
        await env.JOBS.send({ type: 'repair_copy', key, side }).catch(() => {});
      },
    },
    verifyFile: {
      clock: systemClock,
      findRecordOfFile: async (sha256, code) => unwrap(await questions(sha256).certificateOfFile(sha256, code)),
    },
    answers: createAnswerCache({ clock: systemClock, shared: 'default' in caches ? caches.default : null }),
    cors: createCors(config.origins, new URL(config.publicUrl).origin),
    drawCard: drawCardLazily,
    renderMetrics: () => renderMetrics(env),
    flushMetrics: (waiter) => flushMetrics(env, waiter),
  };
}

/** The backend object that `key` finds. */
export function backendOf(env: Env, key: string | null) {
  return env.BACKEND.getByName(String(shardOf(key, configOf(env).backendShards, Math.random)));
}
