// Composition on Deno: one process with one pool and the rooms. It does not draw certificates yet: they stay pending until another
// platform draws them.

import { createApiKeyVerifier } from '../../api-keys/verify-api-key.ts';
import { api } from '../../app/api.ts';
import { createBackendRpc } from '../../app/backend-rpc.ts';
import { type Config, readConfig } from '../../app/configuration/config.ts';
import { openConfigured } from '../../app/configuration/open-configured.ts';
import type { ApiServices, EdgeServices } from '../../app/services.ts';
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
import { ticketPurpose } from '../../live/tickets/open-ticket.ts';
import { createMirroredStore, type MirroredStore } from '../../objects/stores/mirrored.ts';
import { createS3Store } from '../../objects/stores/s3.ts';
import { dialects } from '../../objects/stores/s3-dialect.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { createAcknowledge } from '../../outbox/acknowledge-events.ts';
import type { Ports } from '../../outbox/ports.ts';
import { deliverEvents } from '../../outbox/relay-events.ts';
import { pairRound } from '../../tournaments/stages/rounds/pair-round.ts';
import { createRandomPool } from '../random-pool.ts';
import { createRooms, refuseSocket } from './rooms.ts';
import { createWebhooks } from './webhooks.ts';

/** More than a Worker may open: there is one pool for the whole process. */
const connectionsMax = 10;

export interface DenoLaurel {
  readonly services: EdgeServices;
  readonly close: () => Promise<void>;
}

export function createLaurel(variables: Readonly<Record<string, string>>): DenoLaurel {
  const config = readConfig(variables);
  const db = openConfigured(config.database, connectionsMax);
  const tickets = { clock: systemClock, ticketKeys: createTextKeys(config.links, ticketPurpose) };
  const rooms = createRooms(() => rpc, { tickets, socketsPerAddressMax: config.socketsPerAddressMax });

  const { objects, stores } = openStores(config, variables);
  const services = createApiServices(config, { db, objects, rooms });
  const rpc = createBackendRpc(services);
  return {
    close: db.close,
    services: {
      publicUrl: config.publicUrl,
      metricsToken: null,
      backend: async (request) => api.fetch(request, { services }),
      rpc: () => rpc,
      joinRoom: rooms.join,
      refuseSocket,
      tickets,
      waitInRoom: rooms.wait,
      limiter: createLimiter(config.quotas, Date.now),
      logsRequests: config.logsRequests,
      observeRequest: () => {},
      addressOf: ({ headers }) => (config.addressHeader === null ? null : headers.get(config.addressHeader)),
      sharedCounter: null,
      readiness: {
        faults: config.faults,
        probeDatabase: async () => unwrap(await rpc.databaseReadiness()),
        guarded: stores,
        breakers: {},
      },
      verify: {
        clock: systemClock,
        findRecord: async (code) => unwrap(await rpc.certificateByCode(code)),
        objects,
        repairCopy: async () => {},
      },
      verifyFile: {
        clock: systemClock,
        findRecordOfFile: async (sha256, codes) => unwrap(await rpc.certificateOfFile(sha256, codes)),
      },
      links: { clock: systemClock, linkKeys: createLinkKeys(config.links) },
      answers: createAnswerCache({ clock: systemClock, shared: null }),
      cors: createCors(config.origins, new URL(config.publicUrl).origin),
      drawCard: () => Promise.reject(new Error('certificates are not drawn on Deno yet')),
      renderMetrics: async () => '',
      flushMetrics: () => {},
    },
  };
}

interface Parts {
  readonly db: Database;
  readonly objects: MirroredStore;
  readonly rooms: Pick<ReturnType<typeof createRooms>, 'deliver' | 'recheckWatcher'>;
}

function createApiServices(config: Config, { db, objects, rooms }: Parts): ApiServices {
  const relay = { deliver: rooms.deliver, acknowledge: createAcknowledge(db) };
  const webhooks = createWebhooks(config.webhooks, db);
  const randomBytes = createRandomPool((bytes) => crypto.getRandomValues(bytes));
  const ports: Ports = {
    db,
    clock: systemClock,
    newId: <K extends IdKind>(kind: K) => makeIdAt(kind, Date.now(), randomBytes(10)),
    randomBytes,
    claim: null,
    publish: (events) => {
      deliverEvents(relay, events)
        .then(webhooks.wake)
        .catch((error: unknown) => {
          console.warn(
            JSON.stringify({ level: 'warn', message: 'publishing failed; the relay will retry', error: String(error) }),
          );
        });
    },
  };
  return {
    ports,
    objects: createTrackedStore(ports, objects),
    jobs: {
      issueCertificates: async () => {},
      makeExports: async () => {},
      queueRuns: async () => {},
      pairRound: (round) => pairRound(ports, round),
      sendWebhooks: webhooks.send,
    },
    ...createActors(ports, createVerifier(config.tokens), createSubjectHashes(config.links.secrets)),
    verifyApiKey: createApiKeyVerifier(ports, () => {}),
    publicUrl: config.publicUrl,
    linkKeys: createLinkKeys(config.links),
    ticketKeys: createTextKeys(config.links, ticketPurpose),
    issuingFault: config.issuingFault,
    hasQueryCache: async () => false,
    flags: config.flags,
    webhooks: webhooks.ports,
    hasFourEyes: config.hasFourEyes,
    appealDays: config.appealDays,
    recheckWatcher: rooms.recheckWatcher,
    limiter: createLimiter(config.quotas, Date.now),
    logsRequests: config.logsRequests,
    observeRequest: () => {},
    checksAnswers: config.checksAnswers,
    keysOfTournament: (id) => tournamentKeys(db, id as Id<'tournament'>),
  };
}

/** R2 through its S3 endpoint: outside of Cloudflare there is no binding. */
function openStores(config: Config, variables: Readonly<Record<string, string>>) {
  const { R2_ENDPOINT: endpoint = '', R2_BUCKET: bucket = '' } = variables;
  const { R2_ACCESS_KEY_ID: accessKeyId = '', R2_SECRET_ACCESS_KEY: secretAccessKey = '' } = variables;
  const r2 = createS3Store({ endpoint, bucket, accessKeyId, secretAccessKey, region: 'auto', dialect: dialects.r2 });
  const s3 = config.s3 === null ? null : createS3Store(config.s3);
  return {
    objects: createMirroredStore({ r2, s3, flags: config.flags, observe: () => {} }),
    stores: s3 === null ? [r2] : [r2, s3],
  };
}
