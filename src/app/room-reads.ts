// What a room reads, whoever watches: who may watch is judged where somebody joins. Not a part of the public API.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { inSnapshot } from '../db/transaction.ts';
import type { Snapshot } from '../live/room.ts';
import { eventsSince } from '../live/store.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Ports } from '../outbox/ports.ts';
import type { Position } from '../outbox/position.ts';
import { tournamentJson } from '../tournaments/contract.ts';
import { matchJson } from '../tournaments/matches/contract.ts';
import { findMatch } from '../tournaments/matches/match-store.ts';
import { findTournament } from '../tournaments/store.ts';
import { isPublic } from '../tournaments/tournament.ts';

/** The tournament, or one of its matches, with the position at which it is so. null if there is none. */
export async function readRoom(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  id: Id<'tournament'>,
  match: Id<'match'> | null,
): Promise<Snapshot | null> {
  if (match !== null) return inSnapshot(db, (reading) => readMatchRoom(reading, id, match));
  const tournament = await findTournament(db, id);
  if (tournament === null) return null;
  const { eventSeq, eventEpoch } = tournament;
  return { eventSeq, eventEpoch, isPublic: isPublic(tournament), content: tournamentJson(tournament, clock()) };
}

async function readMatchRoom(db: Database, id: Id<'tournament'>, match: Id<'match'>): Promise<Snapshot | null> {
  const [tournament, found] = [await findTournament(db, id), await findMatch(db, match)];
  if (tournament === null || found === null || found.tournamentId !== id) return null;
  const { eventSeq, eventEpoch } = tournament;
  return { eventSeq, eventEpoch, isPublic: isPublic(tournament), content: matchJson(found) };
}

/** At most a page. null if it is no position of the tournament. */
export async function readRoomEvents(
  { db }: Pick<Ports, 'db'>,
  id: Id<'tournament'>,
  since: Position,
): Promise<readonly TournamentEvent[] | null> {
  const found = await eventsSince(db, id, since, 'room');
  return found?.isRecovered === true ? found.events : null;
}
