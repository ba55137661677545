// The services of both apps, and the RPC methods between them. The platform provides them, once for all requests.

import type { FileFormat } from '../certificates/certificate.ts';
import type { ExportGrant } from '../certificates/exports/grant-export.ts';
import type { DownloadGrant } from '../certificates/life/grant-download.ts';
import type { LinkReader } from '../certificates/links/download-link.ts';
import type { LinkKeys } from '../certificates/links/link-keys.ts';
import type { OpenLinkPorts } from '../certificates/links/open-link.ts';
import type { CertificateRecord } from '../certificates/verification/verdict.ts';
import type { VerifyFilePorts } from '../certificates/verification/verify-file.ts';
import type { Id } from '../core/id.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConfigurationFault } from '../core/public-url.ts';
import type { ApiKeyVerifier, GrantedRoles, Verifier } from '../http/context.ts';
import type { createCors } from '../http/cors/cors.ts';
import type { Limiter } from '../http/limits/limiter.ts';
import type { RequestObserver } from '../http/log/observe-request.ts';
import type { TextKeys } from '../http/tokens/text-keys.ts';
import type { WatchedRoom, Watching } from '../live/player-sockets.ts';
import type { Snapshot } from '../live/room.ts';
import type { Visitor } from '../live/seats/seat.ts';
import type { TicketPorts } from '../live/tickets/open-ticket.ts';
import type { TicketRoom } from '../live/tickets/ticket.ts';
import type { PutOutcome } from '../objects/put-in-steps.ts';
import type { ObjectStore } from '../objects/stores/object-store.ts';
import type { MigrationFlags } from '../objects/stores/phase.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Ports } from '../outbox/ports.ts';
import type { Position } from '../outbox/position.ts';
import type { CertificateServices } from '../pages/certificate/certificate-routes.tsx';
import type { DocsServices } from '../pages/docs/docs-routes.tsx';
import type { Evidence } from '../tournaments/evidence/evidence.ts';
import type { Upload } from '../tournaments/evidence/give-evidence.ts';
import type { GrantedFile } from '../tournaments/evidence/read-evidence.ts';
import type { RoundRequest } from '../tournaments/stages/rounds/request-round.ts';
import type { WebhookPorts } from '../webhooks/ports.ts';
import type { AddressLimits } from './limit-address.ts';
import type { ReadinessPorts } from './readiness.ts';

/** Queues work for later, such as the drawing of certificates and the pairing of rounds. */
export interface JobQueue {
  issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void>;
  makeExports(ids: readonly Id<'export'>[]): Promise<void>;
  queueRuns(runs: readonly Id<'run'>[]): Promise<void>;
  pairRound(round: RoundRequest): Promise<void>;
  /** What is due of a sandbox; by default at once. */
  driveSandbox(id: Id<'tournament'>, delaySeconds?: number): Promise<void>;
  /** Of these endpoints what is due; by default at once. */
  sendWebhooks(ids: readonly Id<'webhook'>[], delaySeconds?: number): Promise<void>;
}

export interface ApiServices extends RequestObserver {
  readonly ports: Ports;
  /** For small files only, such as logos. The queue and the edge handle the bytes of certificates. */
  readonly objects: ObjectStore;
  readonly jobs: JobQueue;
  readonly verifyToken: Verifier;
  readonly verifyApiKey: ApiKeyVerifier;
  readonly grantedRoles: GrantedRoles;
  /** Drops what is cached of a player. */
  readonly forget: (player: Id<'player'>) => void;
  /** Called after the commit of a sanction: closes the player's sockets if it blocks watching, now or later. */
  readonly recheckWatcher: (player: Id<'player'>) => void;
  /** Called after the commit that removed a tournament: closes the sockets of its rooms. */
  readonly closeRooms: (id: Id<'tournament'>) => void;
  readonly limiter: Limiter;
  readonly publicUrl: string;
  readonly linkKeys: LinkKeys;
  readonly ticketKeys: TextKeys;
  readonly issuingFault: ConfigurationFault | null;
  /** True if query results may be stale. */
  readonly hasQueryCache: () => Promise<boolean>;
  readonly flags: MigrationFlags;
  readonly webhooks: WebhookPorts;
  /** A ban for ever needs a second moderator. */
  readonly hasFourEyes: boolean;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
  /** Whether answers are compared with their declaration: in tests and on a local server. */
  readonly checksAnswers: boolean;
  /** Null if the tournament does not exist. */
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}

interface DownloadedFile {
  readonly id: Id<'certificate'>;
  readonly format: FileFormat;
}

/** The request's Authorization header, or the person of a link that the edge has verified. */
export type AskedBy = { readonly authorization: string | null } | { readonly reader: LinkReader };

export type DownloadRequest = DownloadedFile & AskedBy;

/** With the person that a link would be for. */
export interface GrantedExport extends ExportGrant {
  readonly reader: LinkReader;
}

interface DatabaseReadiness {
  /** Query results may be stale. */
  readonly hasQueryCache: boolean;
  /** It is older than the code. */
  readonly versionFault: ConfigurationFault | null;
  /** There are webhooks, and no key for their secrets. */
  readonly webhookFault: ConfigurationFault | null;
}

export interface BackendRpc {
  /** `code` is normalized: 16 characters of Crockford base32, or a legacy UUID. */
  certificateByCode(code: string): Promise<Outcome<CertificateRecord | null>>;
  /** The certificate whose file has this hash, otherwise the one with the claimed code. */
  certificateOfFile(sha256: string, codes: readonly string[]): Promise<Outcome<CertificateRecord | null>>;
  grantDownload(download: DownloadRequest): Promise<Outcome<DownloadGrant>>;
  /** Counts a download when its first bytes are sent. */
  acknowledgeDownload(download: DownloadRequest): Promise<Outcome<void>>;
  /** `authorization` is the request's header. Before the put: the row and the intent. */
  beginEvidence(authorization: string, upload: Upload): Promise<Outcome<Evidence>>;
  /** After the put. `isStored` is false if every store failed. */
  finishEvidence(evidence: Evidence, outcomes: readonly PutOutcome[]): Promise<Outcome<Evidence>>;
  grantEvidence(authorization: string, id: Id<'evidence'>): Promise<Outcome<GrantedFile>>;
  /** Somebody joins a live room with a token. */
  admitWatcher(authorization: string, tournament: Id<'tournament'>): Promise<Outcome<WatcherToken>>;
  /** In which of the rooms the player must not stay. */
  judgeWatching(player: Id<'player'>, rooms: readonly WatchedRoom[]): Promise<Outcome<Watching>>;
  tournamentOfMatch(match: Id<'match'>): Promise<Outcome<Id<'tournament'>>>;
  /** What a room begins with, at a position. null: there is none. */
  readRoom(id: Id<'tournament'>, match: Id<'match'> | null): Promise<Outcome<Snapshot | null>>;
  /** At most a page of events. null: it is no position of the tournament. */
  readRoomEvents(id: Id<'tournament'>, since: Position): Promise<Outcome<readonly TournamentEvent[] | null>>;
  /** The player of a token. */
  playerOf(authorization: string): Promise<Outcome<Id<'player'>>>;
  grantExport(by: AskedBy, id: Id<'export'>, number: number): Promise<Outcome<GrantedExport>>;
  /** No store has a file of the export: it is made again. */
  remakeExport(by: AskedBy, id: Id<'export'>): Promise<Outcome<void>>;
  /** Does the due acts of a sandbox. Milliseconds until the next one; null: there is none, or another driver acts. */
  driveSandbox(id: Id<'tournament'>): Promise<Outcome<number | null>>;
  databaseReadiness(): Promise<Outcome<DatabaseReadiness>>;
}

/** Who has joined with a token, and until when. */
export interface WatcherToken {
  readonly player: Id<'player'>;
  readonly isAdmin: boolean;
  readonly endsAtMs: number | null;
}

/** Keeps work running after the response was sent. */
export interface Waiter {
  waitUntil(work: Promise<unknown>): void;
}

export interface EdgeServices extends CertificateServices, DocsServices, RequestObserver, AddressLimits {
  /** Null disables /metrics. */
  readonly metricsToken: string | null;
  readonly verifyFile: VerifyFilePorts;
  readonly links: OpenLinkPorts & { readonly linkKeys: LinkKeys };
  readonly cors: ReturnType<typeof createCors>;
  readonly readiness: ReadinessPorts;
  /** Handles a request of the public API beside the database. */
  readonly backend: (request: Request) => Promise<Response>;
  /** The same key reaches the same backend object. */
  readonly rpc: (key: string) => BackendRpc;
  /** Hands a WebSocket upgrade, or a request for server-sent events, to the tournament's room. */
  readonly joinRoom: (id: Id<'tournament'>, request: Request, visitor: Visitor) => Promise<Response>;
  /** Accepts a WebSocket only to say why it is closed: a browser does not show the answer to an upgrade. */
  readonly refuseSocket: (request: Request, code: number, reason: string) => Response;
  readonly tickets: TicketPorts;
  /** Resolves after an event later than the position, or after `ms`, or if the room fails. `match`: an event that names it. */
  readonly waitInRoom: (room: TicketRoom, position: Position, ms: number) => Promise<void>;
  /** Prometheus text of all isolates. */
  readonly renderMetrics: () => Promise<string>;
  /** Sends the counts of this isolate to the metrics room, at most once a second. */
  readonly flushMetrics: (waiter: Waiter) => void;
}

/** The Hono environment of the edge. */
export interface EdgeEnv {
  Bindings: { services: EdgeServices };
  Variables: { services: EdgeServices };
}
