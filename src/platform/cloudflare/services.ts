// Composition root on Cloudflare: builds the services of both apps from variables and bindings.

import { createApiKeyVerifier } from '../../api-keys/verify-api-key.ts';
import { openConfigured } from '../../app/configuration/open-configured.ts';
import type { ApiServices, EdgeServices, Waiter } from '../../app/services.ts';
import { createLinkKeys } from '../../certificates/links/link-keys.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { Id } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import { unwrap } from '../../core/outcome.ts';
import { shardOf } from '../../core/shard.ts';
import { createCacheProbe } from '../../db/query-cache.ts';
import { createAnswerCache } from '../../http/answer-cache.ts';
import { createCors } from '../../http/cors/cors.ts';
import { createLimiter } from '../../http/limits/limiter.ts';
import { createTextKeys } from '../../http/tokens/text-keys.ts';
import { createVerifier } from '../../http/tokens/verify-token.ts';
import { createActors } from '../../identity/resolve-actor.ts';
import { createSubjectHashes } from '../../identity/subject-hash.ts';
import { answerFull, isFull } from '../../live/join-request.ts';
import { createRoomChoice } from '../../live/relays/choose-room.ts';
import type { RoomName } from '../../live/relays/room-name.ts';
import { ticketPurpose } from '../../live/tickets/open-ticket.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { drawCardLazily } from '../drawing.ts';
import { callBackend } from './call-backend.ts';
import { configOf, oncePerEnv } from './config.ts';
import { flushMetrics, observeRequest, renderMetrics } from './metrics.ts';
import { createPlacement } from './place-caller.ts';
import { createPorts } from './ports.ts';
import { bindingFaults } from './required-bindings.ts';
import { createJobs } from './send-jobs.ts';
import { storesOf } from './stores.ts';
import { closeRooms, recheckWatcher, refuseSocket, withVisitor } from './watcher.ts';
import { webhooksOf } from './webhooks.ts';

/** For the backend object, which builds it once. */
export function createApiServices(env: Env, waiter: Waiter): ApiServices {
  const config = configOf(env);
  const db = openConfigured(config.database);
  const ports = createPorts(env, waiter, db);
  return {
    ports,
    objects: createTrackedStore(ports, storesOf(env).mirrored),
    jobs: createJobs(env),
    ...createActors(ports, createVerifier(config.tokens), createSubjectHashes(config.links.secrets)),
    verifyApiKey: createApiKeyVerifier(ports, (work) => waiter.waitUntil(work)),
    publicUrl: config.publicUrl,
    linkKeys: createLinkKeys(config.links),
    ticketKeys: createTextKeys(config.links, ticketPurpose),
    issuingFault: config.issuingFault,
    hasQueryCache: config.isBehindHyperdrive ? createCacheProbe(db) : async () => false,
    flags: config.flags,
    webhooks: webhooksOf(env),
    hasFourEyes: config.hasFourEyes,
    appealDays: config.appealDays,
    recheckWatcher: (player) => recheckWatcher(env, waiter, player),
    closeRooms: (id) => waiter.waitUntil(closeRooms(env, id)),
    limiter: createLimiter(config.quotas, Date.now),
    logsRequests: config.logsRequests,
    observeRequest: (request) => {
      observeRequest(request);
      flushMetrics(env, waiter);
    },
    checksAnswers: config.checksAnswers,
    keysOfTournament: (id: string) => tournamentKeys(db, id as Id<'tournament'>),
  };
}

/** Built once per isolate: it holds nothing of a single request. */
export const edgeServicesOf = oncePerEnv((env) => createEdgeServices(env));

/** For `edgeServicesOf`. */
export function createEdgeServices(env: Env): EdgeServices {
  const config = configOf(env);
  const { mirrored, guarded, breakers } = storesOf(env);
  const rpc = (key: string) => callBackend(() => backendOf(env, key));
  const placeOf = createPlacement(async (key, authorization) => unwrap(await rpc(key).playerOf(authorization)));
  const [chooseRoom, chooseWaitingRoom] = [createRoomChoice(Date.now), createRoomChoice(Date.now)];
  const probeDatabase = async () => unwrap(await callBackend(() => backendOf(env, null)).databaseReadiness());
  return {
    publicUrl: config.publicUrl,
    metricsToken: config.metricsToken,
    backend: async (request) => backendOf(env, await placeOf(request)).fetch(request),
    rpc,
    joinRoom: async (id, request, visitor) => {
      const ask = async (room: RoomName) => {
        const answer = await env.TOURNAMENT_ROOM.getByName(room).fetch(withVisitor(request, visitor));
        return isFull(answer) ? null : answer;
      };
      return (await chooseRoom(id, ask)) ?? answerFull();
    },
    refuseSocket: (_, code, reason) => refuseSocket(code, reason),
    tickets: { clock: systemClock, ticketKeys: createTextKeys(config.links, ticketPurpose) },
    waitInRoom: async ({ tournament, match }, position, ms) => {
      const ask = async (room: RoomName) =>
        (await env.TOURNAMENT_ROOM.getByName(room).wait(position, ms, match)) ? 'waited' : null;
      if ((await chooseWaitingRoom(tournament, ask).catch(() => 'failed')) === null) await delay(ms);
    },
    limiter: createLimiter(config.quotas, Date.now),
    logsRequests: config.logsRequests,
    observeRequest,
    readAsset: (path) => env.ASSETS.fetch(new URL(path, anyHost)),
    addressOf: ({ headers }) => headers.get('cf-connecting-ip'),
    sharedCounter: config.quotas === null ? null : sharedCounterOf(env),
    readiness: { faults: [...config.faults, ...bindingFaults(env)], probeDatabase, guarded, breakers },
    verify: {
      clock: systemClock,
      findRecord: async (code) => unwrap(await rpc(code).certificateByCode(code)),
      objects: mirrored,
      repairCopy: async (key, side) => {
        await env.JOBS.send({ type: 'repair_copy', key, side }).catch(() => {});
      },
    },
    verifyFile: {
      clock: systemClock,
      findRecordOfFile: async (sha256, codes) => unwrap(await rpc(sha256).certificateOfFile(sha256, codes)),
    },
    links: { clock: systemClock, linkKeys: createLinkKeys(config.links) },
    answers: createAnswerCache({ clock: systemClock, shared: 'default' in caches ? caches.default : null }),
    cors: createCors(config.origins, new URL(config.publicUrl).origin),
    drawCard: drawCardLazily,
    renderMetrics: () => renderMetrics(env),
    flushMetrics: (waiter) => flushMetrics(env, waiter),
  };
}

/** Asked for a file, the binding ignores the host. */
const anyHost = 'https://assets.invalid';

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Cloudflare's counter, if wrangler.toml binds it: of one location, and approximate. */
function sharedCounterOf({ ADDRESS_LIMIT: counter }: Env & { readonly ADDRESS_LIMIT?: RateLimit }) {
  return counter === undefined ? null : async (key: string) => (await counter.limit({ key })).success;
}

/** The backend object for `key`. */
export function backendOf(env: Env, key: string | null) {
  const { backendShards, backendLocation } = configOf(env);
  const place = backendLocation === null ? {} : { locationHint: backendLocation };
  return env.BACKEND.getByName(String(shardOf(key, backendShards, Math.random)), place);
}
