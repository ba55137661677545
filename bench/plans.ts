// The hot queries (per request, live frame or minute), each with the buffers that one execution may use at full volume.
// A test requires every function of a store to be here or in rare-queries.ts.

import { createHash } from 'node:crypto';
import { listAudit } from '../src/audit/store.ts';
import { claimOverdue, markIssued, pendingIds, placedEntrants } from '../src/certificates/issuing/issue-store.ts';
import { countDownload } from '../src/certificates/life/life-store.ts';
import {
  countProgress,
  findCertificate,
  findCertificateByCode,
  findCertificateOfFile,
  findPending,
  listCertificates,
  listFiles,
  listHeldCertificates,
} from '../src/certificates/store.ts';
import { type Id, type IdKind, makeId } from '../src/core/id.ts';
import { systemClock, toInstant } from '../src/core/instant.ts';
import type { Database } from '../src/db/client.ts';
import { findEscrow, findPayments } from '../src/economy/escrow/prize-store.ts';
import { expireDueHolds, findHold, listHolds, openHold, resolveHold } from '../src/economy/holds/hold-store.ts';
import type { Act } from '../src/economy/ledger/ledger.ts';
import { postMovements } from '../src/economy/ledger/posting-store.ts';
import { listRevenue } from '../src/economy/reports/revenue-store.ts';
import { findBalanceAt, listHistory } from '../src/economy/wallets/history-store.ts';
import {
  findOwnWallet,
  findTransfer,
  findWallet,
  isReversed,
  listWallets,
  openWallet,
} from '../src/economy/wallets/store.ts';
import { treasuryWalletId } from '../src/economy/wallets/wallet.ts';
import { claimKey, deleteExpiredKeys, releaseKey, saveAnswer } from '../src/idempotency/store.ts';
import { eventsSince } from '../src/live/store.ts';
import { claimBacklog, hasTombstone, intendObject, readBacklog, recordPuts } from '../src/objects/store.ts';
import { markRelayed, unrelayedEvents } from '../src/outbox/store.ts';
import { findTeam } from '../src/teams/store.ts';
import { findMatch, listMatches, playedMatches, settleMatch } from '../src/tournaments/matches/match-store.ts';
import { findEntrant, listEntrants, listUnsettled } from '../src/tournaments/registration/entrant-store.ts';
import {
  confirmedEntrants,
  findRegistration,
  insertRegistration,
  listRegistrations,
} from '../src/tournaments/registration/registration-store.ts';
import { findTournament, listPlacements, listRanked, listTournaments, lockRow } from '../src/tournaments/store.ts';
import { anObject } from './object.ts';
import { idOf, type stagesOf } from './volume.ts';

export type Stages = ReturnType<typeof stagesOf>;

export interface HotQuery {
  readonly name: string;
  /** Maximum number of 8 KiB buffers, hit or read, per execution. */
  readonly buffersMax: number;
  /** The measured function of a store. */
  readonly asks: unknown;
  readonly run: (db: Database, stages: Stages) => Promise<unknown>;
}

function hot<F>(
  name: string,
  buffersMax: number,
  asks: F,
  run: (ask: F, db: Database, stages: Stages) => Promise<unknown>,
): HotQuery {
  return { name, buffersMax, asks, run: (db, stages) => run(asks, db, stages) };
}

const id = <K extends IdKind>(prefix: string, index: number) => idOf(prefix, index) as Id<K>;
const wallet = (index: number) => id<'wallet'>('wal', index);
const trn = (index: number) => id<'tournament'>('trn', index);
const newId = <K extends IdKind>(kind: K) => makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));
const first = { after: null, limit: 20 };
const busyTournament = { refType: 'tournament', refId: idOf('trn', 1) };
const volumeTime = toInstant('2026-01-01T00:00:00Z');
const duringVolume = toInstant('2026-01-03T00:00:00Z');

const player = (index: number) => id<'player'>('ply', index);
const act = (index: number): Act => ({
  actorId: player(index),
  ownerId: player(index),
  claim: { scope: 'bench', key: crypto.randomUUID(), fingerprint: '' },
  now: systemClock(),
});
const legIds = () => [newId('transaction'), newId('transaction')] as const;
const movement = (from: number, to: number) => ({
  id: newId('transfer'),
  legIds: legIds(),
  fromWalletId: wallet(from),
  toWalletId: wallet(to),
  amount: 1n,
  reason: 'p2p_transfer' as const,
});
const resolution = (state: 'captured' | 'released') => ({
  holdId: id<'hold'>('hld', 20),
  state,
  amount: null,
  transferId: newId('transfer'),
  legIds: legIds(),
});
const hold = () => ({
  id: newId('hold'),
  walletId: wallet(7),
  toWalletId: wallet(9),
  amount: 1n,
  captured: 0n,
  state: 'active' as const,
  reason: 'purchase' as const,
  createdAt: systemClock(),
  expiresAt: toInstant('2098-01-01T00:00:00Z'),
  resolvedAt: null,
});
const key = (name: string, scope = 'bench') => ({ scope, key: name, fingerprint: 'f', now: systemClock() });
const knownKey = { ...key('key-10'), scope: `${idOf('ply', 10)} POST /v1/transfers` };

const economy: readonly HotQuery[] = [
  hot('transfer between two wallets', 80, postMovements, (ask, db) => ask(db.sql, act(7), [movement(7, 9)])),
  hot('ten transfers at once', 1000, postMovements, (ask, db) =>
    ask(
      db.sql,
      { ...act(7), ownerId: null },
      Array.from({ length: 10 }, (_, index) => movement(100 + index, 200 + index)),
    ),
  ),
  hot('open a hold', 80, openHold, (ask, db) => ask(db.sql, act(7), hold(), null)),
  hot('capture a hold', 180, resolveHold, (ask, db) =>
    ask(db.sql, { ...act(7), ownerId: null }, resolution('captured')),
  ),
  hot('release a hold', 100, resolveHold, (ask, db) =>
    ask(db.sql, { ...act(7), ownerId: null }, resolution('released')),
  ),
  hot('read a hold', 20, findHold, (ask, db) => ask(db, id<'hold'>('hld', 20))),
  hot('expire due holds: none due', 30, expireDueHolds, (ask, db) => ask(db, [], toInstant('2025-01-01T00:00:00Z'))),
  hot('due holds of two wallets', 40, expireDueHolds, (ask, db) => ask(db, [wallet(7), wallet(9)], volumeTime)),
  hot('read a wallet', 10, findWallet, (ask, db) => ask(db, wallet(20), systemClock())),
  hot('open an existing wallet', 20, openWallet, (ask, db) =>
    ask(db.sql, { id: newId('wallet'), kind: 'player', ownerId: idOf('ply', 7), currency: 'COIN' }, systemClock()),
  ),
  hot('wallets of a player', 20, listWallets, (ask, db) => ask(db, player(20), systemClock())),
  hot('wallet of a player', 8, findOwnWallet, (ask, db) => ask(db, player(20))),
  hot('escrow of a tournament', 8, findEscrow, (ask, db) => ask(db.sql, trn(1))),
  hot('prizes of sixty places', 300, findPayments, (ask, db) =>
    ask(
      db.sql,
      wallet(1),
      [...Array(60).keys()].map((place) => `prize:${place}`),
    ).then((paid) => ({ kind: undefined, paid })),
  ),
  // Four buffers per fee of the month.
  hot('daily revenue of a month', 6_000, listRevenue, (ask, db) =>
    ask(db, 'day', toInstant('2026-01-01T00:00:00Z'), toInstant('2026-02-01T00:00:00Z')).then((taken) => ({
      kind: undefined,
      taken,
    })),
  ),
  hot('is a transfer reversed?', 12, isReversed, (ask, db) => ask(db, id<'transfer'>('trf', 4711))),
  hot('holds by payer', 20, listHolds, (ask, db) => ask(db, wallet(20), 'payer', first)),
  hot('holds by payee', 20, listHolds, (ask, db) => ask(db, wallet(21), 'payee', first)),
  hot('read a transfer', 20, findTransfer, (ask, db) => ask(db, id<'transfer'>('trf', 4711))),
  hot('first page of the history of a busy wallet', 40, listHistory, (ask, db) => ask(db, treasuryWalletId, {}, first)),
  hot('a later page of it, outgoing only', 60, listHistory, (ask, db) =>
    ask(
      db,
      treasuryWalletId,
      { direction: 'out' },
      { after: `2025-12-10T00:00:00.000000Z ${idOf('txn', 1)}`, limit: 20 },
    ),
  ),
  hot('balance of a busy wallet a year ago', 10, findBalanceAt, (ask, db) => ask(db, treasuryWalletId, volumeTime)),
];

const tournaments: readonly HotQuery[] = [
  hot('register a player', 90, insertRegistration, (ask, db, { openId, newPlayer }) =>
    ask(db, entrant(openId, newPlayer, null, []), {
      id: newId('event'),
      type: 'registration_created',
      createdAt: systemClock(),
    }),
  ),
  hot('register a team of five', 160, insertRegistration, (ask, db, { teamId }) =>
    ask(db, entrant(teamId, player(1), id<'team'>('tem', 1), [1, 2, 3, 4, 5].map(player)), {
      id: newId('event'),
      type: 'registration_created',
      createdAt: systemClock(),
    }),
  ),
  hot('report a result in a bracket of 1,024', 120, settleMatch, (ask, db, { liveMatch }) =>
    ask(db, report(liveMatch(7))),
  ),
  hot('decide a result in a bracket of 1,024', 160, settleMatch, (ask, db, { liveMatch }) =>
    ask(db, { ...report(liveMatch(7)), kind: 'decision', isAdmin: true }),
  ),
  hot('read a match', 20, findMatch, (ask, db, { liveMatch }) => ask(db, liveMatch(7).id as Id<'match'>)),
  hot('a bracket of 64', 560, listMatches, (ask, db) => ask(db, trn(1))),
  hot('matches that placements follow from', 80, playedMatches, (ask, db) => ask(db.sql, trn(1))),
  hot('a tournament', 8, findTournament, (ask, db) => ask(db, trn(1))),
  hot('first page of tournaments', 40, listTournaments, (ask, db) => ask(db, first)),
  hot('a later page of tournaments', 40, listTournaments, (ask, db) => ask(db, { after: idOf('trn', 500), limit: 20 })),
  hot('a tournament, locked for its organizer', 12, lockRow, (ask, db) => ask(db.sql, trn(1))),
  hot('page of registrations of a large tournament', 60, listRegistrations, (ask, db, { liveId }) =>
    ask(db, liveId as Id<'tournament'>, { after: null, limit: 100 }),
  ),
  hot('entrants to be seeded', 60, confirmedEntrants, (ask, db) => ask(db.sql, trn(1))),
  hot('a registration', 8, findRegistration, (ask, db) => ask(db, id<'registration'>('reg', 1))),
  hot('an entrant', 8, findEntrant, (ask, db) => ask(db.sql, id<'registration'>('reg', 1))),
  hot('a page of a hundred entrants', 120, listEntrants, (ask, db, { liveId }) =>
    ask(db.sql, liveId as Id<'tournament'>, ['confirmed'], { after: '', limit: 100 }),
  ),
  hot('final ranking', 300, listRanked, (ask, db) => ask(db.sql, trn(1))),
  hot('cancelled tournaments that owe fees', 8, listUnsettled, (ask, db) =>
    ask(db.sql, 20).then((owing) => ({ kind: undefined, owing })),
  ),
  hot('placements', 300, listPlacements, (ask, db) => ask(db, trn(1))),
  hot('a team with its members', 20, findTeam, (ask, db) => ask(db, id<'team'>('tem', 7))),
  hot('events after a sequence number', 60, eventsSince, (ask, db, { liveId }) =>
    ask(db, liveId as Id<'tournament'>, 2900),
  ),
  hot('outbox: events not yet relayed', 40, unrelayedEvents, (ask, db) => ask(db, 1000)),
  hot('outbox: mark fifty as relayed', 900, markRelayed, (ask, db, { liveId }) =>
    ask(db, new Map([[liveId as Id<'tournament'>, 3000]])),
  ),
];

function entrant(tournamentId: string, playerId: string, teamId: Id<'team'> | null, roster: readonly Id<'player'>[]) {
  return {
    id: newId('registration'),
    tournamentId: tournamentId as Id<'tournament'>,
    playerId: playerId as Id<'player'>,
    teamId,
    displayName: 'Player',
    printedName: null,
    language: 'en' as const,
    seed: null,
    createdAt: systemClock(),
    roster,
    fee: { holdId: newId('hold'), transferId: newId('transfer'), legIds: legIds() },
  };
}

function report(match: ReturnType<Stages['liveMatch']>) {
  const [matchId, actorId, now] = [match.id as Id<'match'>, match.playerId as Id<'player'>, systemClock()];
  const audit = {
    id: newId('audit'),
    event: 'match.result_decided',
    actorId,
    refType: 'match',
    refId: matchId,
    createdAt: now,
  };
  const score = { scoreA: 2, scoreB: 1, kind: 'report' as const };
  return { id: newId('result'), matchId, ...score, actorId, isAdmin: false, eventId: newId('event'), audit, now };
}

const code = (4711).toString(16).toUpperCase().padStart(16, '0');

const certificates: readonly HotQuery[] = [
  hot('certificate by code, with its predecessor and successor', 24, findCertificateByCode, (ask, db) => ask(db, code)),
  hot('certificate by the hash of a file', 32, findCertificateOfFile, (ask, db) =>
    ask(db, { sha256: 'f'.repeat(64), claimedCode: code }),
  ),
  hot('certificate by its id', 24, findCertificate, (ask, db) => ask(db, id<'certificate'>('crt', 4711))),
  hot('certificates of a holder', 60, listHeldCertificates, (ask, db) => ask(db, player(4711), first)),
  hot('page of the certificates of a tournament', 40, listCertificates, (ask, db) => ask(db, trn(2), first)),
  hot('progress of issuing', 80, countProgress, (ask, db) => ask(db.sql, trn(2))),
  hot('files of a tournament', 80, listFiles, (ask, db) => ask(db, trn(2))),
  hot('entrants to be certified', 320, placedEntrants, (ask, db) => ask(db.sql, trn(2))),
  hot('pending certificates of a tournament', 80, pendingIds, (ask, db) => ask(db.sql, trn(8))),
  hot('five certificates of a queue message', 40, findPending, (ask, db) =>
    ask(
      db,
      [500, 1000, 1500, 2000, 2500].map((index) => id<'certificate'>('crt', index)),
    ),
  ),
  hot('ten overdue certificates', 500, claimOverdue, (ask, db) => ask(db, duringVolume, 10)),
  hot('mark a certificate as issued', 80, markIssued, (ask, db) =>
    ask(
      db.sql,
      [{ id: id<'certificate'>('crt', 500), pdf: { sha256: 'a', sizeBytes: 1 }, png: { sha256: 'b', sizeBytes: 1 } }],
      systemClock(),
    ),
  ),
  hot('count a download', 60, countDownload, (ask, db) => ask(db, id<'certificate'>('crt', 4711), systemClock())),
];

/** The key of certificate 500, which has no copy in S3. */
const sha256 = createHash('sha256').update('500').digest('hex');
const storedKey = `pdf/2026/01/${sha256}.pdf`;
const object = anObject(1);
const outcomes = [{ side: 's3' as const, problem: null }];

const others: readonly HotQuery[] = [
  hot('first page of the audit of a busy tournament', 40, listAudit, (ask, db) => ask(db, busyTournament, first)),
  hot('a later page of it', 60, listAudit, (ask, db) =>
    ask(db, busyTournament, { after: idOf('aud', 20_000), limit: 20 }),
  ),
  hot('a new Idempotency-Key', 20, claimKey, (ask, db) => ask(db, key('new'))),
  hot('a known Idempotency-Key', 12, claimKey, (ask, db) => ask(db, knownKey)),
  hot('store the response of an Idempotency-Key', 40, saveAnswer, (ask, db) =>
    ask(db, knownKey, { status: 201, body: '{}', location: null }),
  ),
  hot('release an Idempotency-Key', 20, releaseKey, (ask, db) => ask(db, knownKey)),
  hot('delete old Idempotency-Keys: none due', 10, deleteExpiredKeys, (ask, db) =>
    ask(db, toInstant('2025-01-01T00:00:00Z')),
  ),
  hot('intent before a PUT', 30, intendObject, (ask, db) => ask(db, object, ['s3'], systemClock())),
  hot('record a stored copy', 60, recordPuts, (ask, db) =>
    ask(db, storedKey, { outcomes, now: systemClock(), retryAt: null }),
  ),
  hot('is an object deleted?', 8, hasTombstone, (ask, db) => ask(db, storedKey)),
  hot('claim ten copies', 300, claimBacklog, (ask, db) =>
    ask(db, { sides: ['r2', 's3'], now: duringVolume, limit: 10 }),
  ),
  hot('size of the copy backlog', 700, readBacklog, (ask, db) => ask(db)),
];

export const hotQueries: readonly HotQuery[] = [...economy, ...tournaments, ...certificates, ...others];
