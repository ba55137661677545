// Composition root: Config and bindings → what one request, message or alarm may use. The only place where things are joined.

import { type Config, readConfig } from '../../app/config.ts';
import type { Foundations } from '../../app/readiness.ts';
import type { ApiServices, JobQueue } from '../../app/services.ts';
import type { CardRenderer, CertificateRenderer } from '../../certificates/certificate.ts';
import type { IssuePorts } from '../../certificates/issuing/issue-certificate.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { CertificateRecord } from '../../certificates/verification/verdict.ts';
import type { VerifyPorts } from '../../certificates/verification/verify-certificate.ts';
import type { VerifyFilePorts } from '../../certificates/verification/verify-file.ts';
import { DependencyError } from '../../core/errors.ts';
import { type Id, type IdKind, makeId } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import { shardOf } from '../../core/shard.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { createCacheProbe } from '../../db/query-cache.ts';
import { economyMetrics } from '../../economy/metrics.ts';
import { type AnswerCache, createAnswerCache } from '../../http/answer-cache.ts';
import { createCors } from '../../http/cors.ts';
import { createVerifier } from '../../http/verify-token.ts';
import { renderPrometheus, type Sample } from '../../metrics/sample.ts';
import { createTally } from '../../metrics/tally.ts';
import { objectMetrics } from '../../objects/metrics.ts';
import type { RunPorts } from '../../objects/runs/carry-on-run.ts';
import { type Breakers, withBreakers } from '../../objects/stores/breaker.ts';
import { logEvent, logFailure } from '../../objects/stores/log-failure.ts';
import { createMirroredStore, type MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import {
  createObservedStore,
  listStoreEvents,
  type StoreEvent,
  tagsOf,
  watchStore,
} from '../../objects/stores/observed.ts';
import type { MigrationFlags, Side } from '../../objects/stores/phase.ts';
import { createS3Store } from '../../objects/stores/s3.ts';
import { signProvenUrl, type WantedUrl } from '../../objects/stores/sign-url.ts';
import { createKeptStore } from '../../objects/tracked.ts';
import { createAcknowledge } from '../../outbox/acknowledge-events.ts';
import type { Ports } from '../../outbox/ports.ts';
import { deliverEvents, type RoomDelivery } from '../../outbox/relay-events.ts';
import { createR2Store } from './r2.ts';

const configs = new WeakMap<Env, Config>();

/** Bindings do not change while an isolate lives: read and judged once. */
function configOf(env: Env): Config {
  const known = configs.get(env);
  if (known !== undefined) return known;
  const config = readConfig(env);
  configs.set(env, config);
  return config;
}

/** What a queue message asks for. */
export type JobMessage =
  | { readonly type: 'issue_certificates'; readonly ids: readonly Id<'certificate'>[] }
  | { readonly type: 'repair_copy'; readonly key: string; readonly side: Side }
  | { readonly type: 'carry_on'; readonly runId: Id<'run'> };

/** Small, so that one message stays well inside a consumer's time and memory. */
const certificatesPerMessage = 5;
/** Cloudflare Queues take at most 100 messages a batch. */
const messagesPerBatch = 100;

export interface Waiter {
  waitUntil(work: Promise<unknown>): void;
}

export function createJobQueue(env: Env): JobQueue {
  return {
    async issueCertificates(ids) {
      const messages = chunks(ids, certificatesPerMessage).map((part) => ({
        body: { type: 'issue_certificates', ids: part },
      }));
      for (const batch of chunks(messages, messagesPerBatch)) await env.JOBS.sendBatch(batch);
    },
    async carryOn(runs) {
      for (const runId of runs) await env.JOBS.send({ type: 'carry_on', runId });
    },
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export function createPorts(env: Env, waiter: Waiter, db: Database): Ports {
  const relay = { deliver: roomDelivery(env), acknowledge: createAcknowledge(db) };
  return {
    db,
    clock: systemClock,
    newId: <K extends IdKind>(kind: K) => makeId(kind, systemClock(), randomBytes(10)),
    randomBytes,
    publish: (events) =>
      waiter.waitUntil(
        deliverEvents(relay, events).catch((error: unknown) => {
          console.warn(JSON.stringify({ level: 'warn', message: 'left to the relay', error: String(error) }));
        }),
      ),
  };
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function roomDelivery(env: Env): RoomDelivery {
  return (id, events) => env.TOURNAMENT_ROOM.getByName(id).publish([...events]);
}

/** For the backend object: built once, kept as long as the object lives. */
export function createApiServices(env: Env, waiter: Waiter): { services: ApiServices; db: Database } {
  const config = configOf(env);
  const db = openDatabase(config.databaseUrl);
  const ports = createPorts(env, waiter, db);
  const services = {
    ports,
    objects: createKeptStore(ports, storesOf(env).mirrored),
    jobs: createJobQueue(env),
    verifyToken: createVerifier(config.tokens),
    publicUrl: config.publicUrl,
    issuingFault: config.issuingFault,
    hasQueryCache: config.isBehindHyperdrive ? createCacheProbe(db) : async () => false,
    flags: config.flags,
    keysOfTournament: (id: string) => tournamentKeys(db, id as Id<'tournament'>),
  };
  return { services, db };
}

/** Both object stores as this isolate knows them, each behind its circuit breaker. */
export interface Stores {
  readonly mirrored: MirroredStore;
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breakers>>;
}

const stores = new WeakMap<Env, Stores>();

export function storesOf(env: Env): Stores {
  const known = stores.get(env);
  if (known !== undefined) return known;
  const made = createStores(env, configOf(env));
  stores.set(env, made);
  return made;
}

function createStores(env: Env, config: Config): Stores {
  const r2 = withBreakers(createR2Store(env.CERTIFICATES), { clock: systemClock });
  const signing = config.s3 === null ? null : createS3Store(config.s3);
  const s3 = signing === null ? null : withBreakers(signing, { clock: systemClock });
  // Outside of the breaker: what it refuses has failed as well. Probes ask inside: they are no reads of anybody's.
  const watched = s3 === null ? null : createObservedStore(s3.store, observe);
  const signUrl =
    signing?.dialect.hasChecksums && s3 !== null
      ? { signUrl: (wanted: WantedUrl) => s3.guard('read', () => signProvenUrl(signing, wanted)) }
      : {};
  return {
    mirrored: createMirroredStore({
      r2: watchStore(r2.store, logFailure),
      s3: watched,
      flags: config.flags,
      ...signUrl,
      observe,
    }),
    guarded: s3 === null ? [r2.store] : [r2.store, s3.store],
    breakers: s3 === null ? { r2: r2.breakers } : { r2: r2.breakers, s3: s3.breakers },
  };
}

const tally = createTally();

function observe(event: StoreEvent): void {
  tally.count(event.name, tagsOf(event));
  logEvent(event);
}

/** Hands over what this isolate has counted, if it is time. Numbers are worth no failure of anything else. */
export function flushMetrics(env: Env, waiter: Waiter): void {
  const metrics = tally.take(Date.now());
  if (metrics === null) return;
  const handedOver = env.METRICS.getByName('all').record(metrics);
  waiter.waitUntil(handedOver.catch(() => tally.giveBack(metrics)));
}

/** Each domain describes its own metrics. */
const metricFamilies = [...objectMetrics, ...economyMetrics];

export async function renderMetrics(env: Env): Promise<string> {
  const known = listStoreEvents().map((event) => ({ name: event.name, labels: tagsOf(event), value: 0 }));
  return renderPrometheus(await env.METRICS.getByName('all').read(), metricFamilies, known);
}

export type JobPorts = IssuePorts &
  RunPorts & { readonly flags: MigrationFlags; readonly gauge: (sample: Sample) => void };

/** For one queue batch or cron run: a connection of its own, closed when the work and what it announced are done. */
export async function withJobPorts<T>(env: Env, work: (ports: JobPorts) => Promise<T>): Promise<T> {
  const config = configOf(env);
  const { mirrored } = storesOf(env);
  const db = openDatabase(config.databaseUrl, 1);
  const announcements: Promise<unknown>[] = [];
  const waiter = { waitUntil: (announcement: Promise<unknown>) => void announcements.push(announcement) };
  try {
    const ports = createPorts(env, waiter, db);
    return await work({
      ...ports,
      mirrored,
      objects: createKeptStore(ports, mirrored),
      observe,
      measure: (sample) => tally.gauge(sample),
      gauge: (sample) => tally.gauge(sample),
      flags: config.flags,
      keysOfTournament: (id) => tournamentKeys(db, id as Id<'tournament'>),
      publicUrl: config.publicUrl,
      issuingFault: config.issuingFault,
      render: renderLazily,
    });
  } finally {
    await Promise.all(announcements);
    flushMetrics(env, waiter);
    await Promise.all([db.close(), ...announcements]);
  }
}

/** Fonts, HarfBuzz and the image code are large: loaded when the first certificate is drawn, never by a hot route. */
const renderLazily: CertificateRenderer = async (content) => {
  const { renderCertificate } = await import('../../certificates/drawing/render-certificate.ts');
  return renderCertificate(content);
};

const drawCardLazily: CardRenderer = async (content) => {
  const { drawCard } = await import('../../certificates/drawing/render-certificate.ts');
  return drawCard(content);
};

export interface EdgeServices {
  readonly config: Config;
  readonly verify: Omit<VerifyPorts, 'onWrongCopy'> & {
    /** A lost message costs nothing: the next reader finds the same. */
    readonly repairCopy: (key: string, side: Side) => Promise<void>;
  };
  readonly verifyFile: VerifyFilePorts;
  readonly answers: AnswerCache;
  readonly cors: ReturnType<typeof createCors>;
  readonly drawCard: CardRenderer;
  readonly foundations: Foundations;
  /** Any request, answered beside the database. */
  readonly backend: (request: Request) => Promise<Response>;
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
  const backend = (request: Request) => backendFor(env, request.url).fetch(request);
  const ask = async (path: string) => {
    const response = await backend(new Request(`${config.publicUrl}/v1/certificates/${path}`));
    if (response.status === 404) return null;
    if (!response.ok) throw new DependencyError('database');
    return (await response.json()) as CertificateRecord;
  };
  const findRecord = (code: string) => ask(`by-code/${code}`);
  const findRecordOfFile = (sha256: string, code: string | null) =>
    ask(`by-file?sha256=${sha256}${code === null ? '' : `&code=${code}`}`);
  const { mirrored, guarded, breakers } = storesOf(env);
  const askDatabase = async () => {
    const response = await backend(new Request(`${config.publicUrl}/readyz`));
    if (!response.ok) throw new DependencyError('database');
    return (await response.json()) as { hasQueryCache: boolean };
  };
  const repairCopy = async (key: string, side: Side) => {
    await env.JOBS.send({ type: 'repair_copy', key, side }).catch(() => {});
  };
  const foundations = { issuingFault: config.issuingFault, askDatabase, guarded, breakers };
  return {
    config,
    backend,
    foundations,
    verify: { clock: systemClock, findRecord, objects: mirrored, repairCopy },
    verifyFile: { clock: systemClock, findRecordOfFile },
    answers: createAnswerCache({ clock: systemClock, shared: 'default' in caches ? caches.default : null }),
    cors: createCors(config.origins, new URL(config.publicUrl).origin),
    drawCard: drawCardLazily,
  };
}

export function backendFor(env: Env, url: string) {
  const shard = shardOf(url, configOf(env).backendShards, Math.random);
  return env.BACKEND.getByName(String(shard));
}
