// Composition on Deno: one process with one pool, the rooms, the queue and the cron. Two processes on one database would each have rooms of
// their own, so events would reach the clients of one only.

import { createApiKeyVerifier } from '../../api-keys/verify-api-key.ts';
import { api } from '../../app/api.ts';
import { createBackendRpc } from '../../app/backend-rpc.ts';
import { type Config, readConfig } from '../../app/configuration/config.ts';
import { openConfigured } from '../../app/configuration/open-configured.ts';
import { openStores, type Stores } from '../../app/configuration/open-stores.ts';
import { openWebhooks } from '../../app/configuration/open-webhooks.ts';
import { createJobPorts } from '../../app/jobs/job-ports.ts';
import { runCron } from '../../app/jobs/run-cron.ts';
import { runJob } from '../../app/jobs/run-job.ts';
import { createObservers, renderMetrics } from '../../app/metrics.ts';
import type { ApiServices, BackendRpc, EdgeServices, JobQueue } from '../../app/services.ts';
import { createLinkKeys } from '../../certificates/links/link-keys.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import { type Id, type IdKind, makeIdAt } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import { unwrap } from '../../core/outcome.ts';
import type { Database } from '../../db/client.ts';
import { createAnswerCache } from '../../http/answer-cache.ts';
import { createCors } from '../../http/cors/cors.ts';
import { createLimiter } from '../../http/limits/limiter.ts';
import { createTextKeys } from '../../http/tokens/text-keys.ts';
import { createVerifier } from '../../http/tokens/verify-token.ts';
import { createActors } from '../../identity/resolve-actor.ts';
import { createSubjectHashes } from '../../identity/subject-hash.ts';
import { roomGauges } from '../../live/metrics.ts';
import { ticketPurpose } from '../../live/tickets/open-ticket.ts';
import { createTally } from '../../metrics/tally.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { createAcknowledge } from '../../outbox/acknowledge-events.ts';
import type { Ports } from '../../outbox/ports.ts';
import { createPublish } from '../../outbox/publish-events.ts';
import { dueWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import { createWake } from '../../webhooks/sending/wake-sender.ts';
import { drawCardLazily, mergeLazily, renderLazily } from '../drawing.ts';
import { createRandomPool } from '../random-pool.ts';
import { readAsset } from './assets.ts';
import { createQueue } from './queue.ts';
import { openR2, r2Faults } from './r2.ts';
import { createRooms, refuseSocket } from './rooms.ts';

/** More than a Worker may open: there is one pool for the whole process. */
const connectionsMax = 10;

export interface DenoLaurel {
  readonly services: EdgeServices;
  /** One run of the cron. */
  readonly tick: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Parts = ReturnType<typeof openParts>;

export function createLaurel(variables: Readonly<Record<string, string>>): DenoLaurel {
  const parts = openParts(variables);
  const { config, db, ports, rooms, tally, observers, stores, webhooks } = parts;
  const drawing = { render: renderLazily, mergePdfs: mergeLazily };
  const { observe } = observers;
  const { mirrored } = stores;
  const driveSandbox = async (id: Id<'tournament'>) => unwrap(await rpc.driveSandbox(id));
  const jobPorts = createJobPorts({ config, ports, mirrored, webhooks, tally, observe, ...drawing, driveSandbox });
  const queue = createQueue((jobs, message) => runJob(jobPorts, jobs, message));
  parts.later.jobs = queue.jobs;
  const api = createApiServices(parts, queue.jobs);
  const rpc = createBackendRpc(api);
  parts.later.rpc = rpc;
  return {
    tick: () => runCron({ ...jobPorts, jobs: queue.jobs, deliver: rooms.deliver, closeRooms: rooms.closeRooms }),
    async close() {
      await queue.close();
      await db.close();
    },
    services: createEdgeServices(parts, { api, rpc, faults: [...config.faults, ...r2Faults(variables)], queue }),
  };
}

/** What both apps and the jobs use. Events wake the sender of webhooks, which needs the queue, which needs these parts. */
function openParts(variables: Readonly<Record<string, string>>) {
  const config = readConfig(variables);
  const db = openConfigured(config.database, connectionsMax);
  // Nobody takes from it: /metrics reads the counts of the whole process.
  const tally = createTally();
  const observers = createObservers(tally);
  const tickets = { clock: systemClock, ticketKeys: createTextKeys(config.links, ticketPurpose) };
  const later: { jobs?: JobQueue; rpc?: BackendRpc } = {};
  const rooms = createRooms(() => later.rpc as BackendRpc, {
    tickets,
    socketsPerAddressMax: config.socketsPerAddressMax,
    observe: observers.observeRoom,
  });
  const stores = openStores(config, openR2(variables), observers.observe);
  const wake = createWake(
    async () => later.jobs?.sendWebhooks(await dueWebhooks({ db, clock: systemClock })),
    Date.now,
  );
  const ports = createPorts(db, rooms, wake);
  return {
    config,
    db,
    tally,
    observers,
    tickets,
    later,
    rooms,
    stores,
    ports,
    webhooks: openWebhooks(config.webhooks),
  };
}

function createPorts(db: Database, { deliver }: ReturnType<typeof createRooms>, wake: () => Promise<void>): Ports {
  const publish = createPublish({ deliver, acknowledge: createAcknowledge(db) }, wake);
  const randomBytes = createRandomPool((bytes) => crypto.getRandomValues(bytes));
  return {
    db,
    clock: systemClock,
    newId: <K extends IdKind>(kind: K) => makeIdAt(kind, Date.now(), randomBytes(10)),
    randomBytes,
    claim: null,
    publish: (events) => void publish(events),
  };
}

function createApiServices({ config, db, ports, rooms, stores, webhooks, observers }: Parts, jobs: JobQueue) {
  const services: ApiServices = {
    ports,
    objects: createTrackedStore(ports, stores.mirrored),
    jobs,
    ...createActors(ports, createVerifier(config.tokens), createSubjectHashes(config.links.secrets)),
    verifyApiKey: createApiKeyVerifier(ports, () => {}),
    publicUrl: config.publicUrl,
    linkKeys: createLinkKeys(config.links),
    ticketKeys: createTextKeys(config.links, ticketPurpose),
    issuingFault: config.issuingFault,
    hasQueryCache: async () => false,
    flags: config.flags,
    webhooks,
    hasFourEyes: config.hasFourEyes,
    appealDays: config.appealDays,
    recheckWatcher: rooms.recheckWatcher,
    closeRooms: (id) => void rooms.closeRooms(id),
    limiter: createLimiter(config.quotas, Date.now),
    logsRequests: config.logsRequests,
    observeRequest: observers.observeRequest,
    checksAnswers: config.checksAnswers,
    keysOfTournament: (id) => tournamentKeys(db, id as Id<'tournament'>),
  };
  return services;
}

interface Backend {
  readonly api: ApiServices;
  readonly rpc: BackendRpc;
  readonly faults: Config['faults'];
  readonly queue: ReturnType<typeof createQueue>;
}

function createEdgeServices(parts: Parts, { api: services, rpc, faults, queue }: Backend): EdgeServices {
  const { config, rooms, tickets, tally, observers } = parts;
  const { mirrored, guarded, breakers }: Stores = parts.stores;
  return {
    publicUrl: config.publicUrl,
    metricsToken: config.metricsToken,
    backend: async (request) => api.fetch(request, { services }),
    rpc: () => rpc,
    joinRoom: rooms.join,
    refuseSocket,
    tickets,
    waitInRoom: rooms.wait,
    limiter: createLimiter(config.quotas, Date.now),
    logsRequests: config.logsRequests,
    observeRequest: observers.observeRequest,
    readAsset: async (path) => readAsset(path) ?? new Response(null, { status: 404 }),
    addressOf: ({ headers }) => (config.addressHeader === null ? null : headers.get(config.addressHeader)),
    sharedCounter: null,
    readiness: { faults, probeDatabase: async () => unwrap(await rpc.databaseReadiness()), guarded, breakers },
    verify: {
      clock: systemClock,
      findRecord: async (code) => unwrap(await rpc.certificateByCode(code)),
      objects: mirrored,
      repairCopy: async (key, side) => queue.send({ type: 'repair_copy', key, side }),
    },
    verifyFile: {
      clock: systemClock,
      findRecordOfFile: async (sha256, codes) => unwrap(await rpc.certificateOfFile(sha256, codes)),
    },
    links: { clock: systemClock, linkKeys: createLinkKeys(config.links) },
    answers: createAnswerCache({ clock: systemClock, shared: null }),
    cors: createCors(config.origins, new URL(config.publicUrl).origin),
    drawCard: drawCardLazily,
    renderMetrics: async () => {
      const { counters, gauges } = tally.read();
      return renderMetrics({ counters, gauges: [...gauges, ...roomGauges(rooms.report())] });
    },
    flushMetrics: () => {},
  };
}
