// The typed RPC methods that the backend offers to the edge. They are not part of the public API.

import { grantExport } from '../certificates/exports/grant-export.ts';
import { remakeExport } from '../certificates/exports/remake-export.ts';
import { contentOf } from '../certificates/issuing/issue-certificate.ts';
import { acknowledgeDownload, grantDownload } from '../certificates/life/grant-download.ts';
import type { LinkReader } from '../certificates/links/download-link.ts';
import { toRecord } from '../certificates/record.ts';
import { findCertificateByCode, findCertificateOfFile, type WholeCertificate } from '../certificates/store.ts';
import type { Actor, Principal } from '../core/actor.ts';
import { DependencyError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Outcome, settle } from '../core/outcome.ts';
import { readWithin } from '../db/read-within.ts';
import { explainError, findVersionFault } from '../db/schema-version.ts';
import { isApiKeyText } from '../http/api-keys/key-text.ts';
import { readBearer } from '../http/authenticate.ts';
import { withGrantedRoles } from '../http/with-granted-roles.ts';
import { admitWatcher, isAdminByToken, judgeWatching } from '../live/admit-watcher.ts';
import { beginUpload, finishUpload } from '../tournaments/evidence/give-evidence.ts';
import { grantEvidence } from '../tournaments/evidence/read-evidence.ts';
import { tournamentOfMatch } from '../tournaments/find-tournament-of.ts';
import { driveSandbox } from '../tournaments/sandbox/drive-sandbox.ts';
import { hasEndpoints } from '../webhooks/endpoints/endpoint-store.ts';
import { createPerform } from './perform-act.ts';
import { respondsInTime } from './readiness.ts';
import { readRoom, readRoomEvents } from './room-reads.ts';
import type { ApiServices, AskedBy, BackendRpc } from './services.ts';

/** Somebody waits with a document in hand. Other statements may take as long as `statement_timeout`. */
const verificationTimeoutMs = 4_000;

export function createBackendRpc(services: ApiServices): BackendRpc {
  const { ports, publicUrl } = services;
  const perform = createPerform(services);
  const answer = <T>(work: () => Promise<T>): Promise<Outcome<T>> =>
    settle(() =>
      work().catch(async (error: unknown) => {
        throw await explainError(ports.db, error);
      }),
    );
  const readRecord = (find: () => Promise<WholeCertificate | null>) =>
    answer(async () => {
      const row = await readWithin(verificationTimeoutMs, find);
      return row === null ? null : toRecord(row, contentOf(row, publicUrl));
    });
  /** Downloads with a token are reads, so granted roles may be cached. A link may be in other hands: a withdrawn role ends it at once. */
  const asCaller = async <T>(by: AskedBy, act: (actor: Principal) => Promise<T>): Promise<T> => {
    const isLink = 'reader' in by;
    const actor: Principal = isLink ? principalOf(by.reader) : await actorOf(by.authorization);
    return withGrantedRoles(actor, ({ playerId }) => services.grantedRoles(playerId, { isFresh: isLink }), act);
  };
  const freshRoles = (player: Id<'player'>) => services.grantedRoles(player, { isFresh: true });
  const actorOf = (authorization: string | null): Promise<Actor> => {
    if (authorization === null) throw refuse('unauthenticated');
    const token = readBearer(authorization);
    if (isApiKeyText(token)) throw refuse('unauthenticated', { reason: 'API keys are not taken here' });
    return services.verifyToken(token);
  };
  const asHolder = async <T>(authorization: string, act: (actor: Principal) => Promise<T>): Promise<T> =>
    withGrantedRoles(
      await actorOf(authorization),
      ({ playerId }) => services.grantedRoles(playerId, { isFresh: false }),
      act,
    );
  return {
    certificateByCode: (code) => readRecord(() => findCertificateByCode(ports.db, code)),
    certificateOfFile: (sha256, claimedCodes) =>
      readRecord(() => findCertificateOfFile(ports.db, { sha256, claimedCodes })),
    grantDownload: (download) =>
      answer(() => asCaller(download, (actor) => grantDownload(ports, actor, download.id, download.format))),
    acknowledgeDownload: (download) =>
      answer(() => asCaller(download, (actor) => acknowledgeDownload(ports, actor, download.id))),
    beginEvidence: (authorization, upload) =>
      answer(() => asHolder(authorization, (actor) => beginUpload(ports, actor, upload))),
    finishEvidence: (evidence, outcomes) => answer(() => finishUpload(ports, evidence, outcomes)),
    grantEvidence: (authorization, id) =>
      answer(() => asHolder(authorization, (actor) => grantEvidence(ports, actor, id))),
    admitWatcher: (authorization, tournament) =>
      answer(async () => {
        const actor = await actorOf(authorization);
        const granted = ({ playerId }: Principal) => services.grantedRoles(playerId, { isFresh: false });
        const player = await withGrantedRoles(actor, granted, (raised) => admitWatcher(ports, raised, tournament));
        const endsAtMs = actor.tokenEndsAt === undefined ? null : Date.parse(actor.tokenEndsAt);
        return { player, isAdmin: await isAdminByToken(actor, freshRoles), endsAtMs };
      }),
    judgeWatching: (player, rooms) => answer(() => judgeWatching(ports, player, rooms, freshRoles)),
    tournamentOfMatch: (match) => answer(() => tournamentOfMatch(ports.db, match)),
    readRoom: (id, match) => answer(() => readRoom(ports, id, match)),
    readRoomEvents: (id, since) => answer(() => readRoomEvents(ports, id, since)),
    playerOf: (authorization) => answer(async () => (await actorOf(authorization)).playerId),
    grantExport: (by, id, number) =>
      answer(() =>
        asCaller(by, async (actor) => {
          const grant = await grantExport(ports, actor, id, number);
          const role = (await isAdminByToken(actor, freshRoles)) ? ('admin' as const) : ('player' as const);
          return { ...grant, reader: { playerId: actor.playerId, role } };
        }),
      ),
    remakeExport: (by, id) =>
      answer(async () => {
        await asCaller(by, (actor) => remakeExport(ports, actor, id));
        await services.jobs.makeExports([id]);
      }),
    driveSandbox: (id) => answer(() => driveSandbox(ports, perform, id)),
    databaseReadiness: () =>
      answer(async () => {
        if (!(await respondsInTime(() => ports.db.sql`SELECT 1`))) throw new DependencyError('database');
        const versionFault = await findVersionFault(ports.db);
        const { fault } = services.webhooks.secretKeys;
        const webhookFault = fault !== null && versionFault === null && (await hasEndpoints(ports.db)) ? fault : null;
        return { hasQueryCache: await services.hasQueryCache().catch(() => false), versionFault, webhookFault };
      }),
  };
}

const principalOf = ({ playerId, role }: LinkReader): Principal => ({ playerId, roles: new Set([role]) });
