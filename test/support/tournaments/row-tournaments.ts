// Tournaments whose rows have a value in every column, for tests that compare what stores return with shapes. docs/architecture.md#row-types

import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import * as store from '../../../src/tournaments/store.ts';
import type { Tournament, TournamentState } from '../../../src/tournaments/tournament.ts';
import { call, type Person, post } from '../isolate/api.ts';
import { newId } from '../rules/row-check.ts';
import { aLiveTournament, aTournament, move, ok, people, playAllMatches, type Stage } from './tournament.ts';

export const [page, now] = [{ after: null, limit: 20 }, systemClock()];
export const idOf = ({ id: own }: Pick<Stage, 'id'>) => own as Id<'tournament'>;
export const playerOf = (person: Person | undefined) => person?.id as Id<'player'>;

type Played = Awaited<ReturnType<typeof aLiveTournament>>;

export interface RowTournaments {
  /** Of four players, as `live`: all matches are played. */
  readonly over: Played;
  /** No match is played. */
  readonly live: Played;
  /** Open for registration: by approval, with one team. */
  readonly open: Stage;
  /** Of the team, not its captain. */
  readonly mate: Person;
  readonly teamEntry: Id<'registration'>;
}

export async function rowTournaments(db: Database): Promise<RowTournaments> {
  const over = await aLiveTournament(4, {
    stages: [{ format: 'single_elimination', thirdPlaceMatch: true }],
    game: 'Chess',
  });
  await playAllMatches(over);
  await move(over, 'completed');
  ok(await call('PATCH', '/v1/me', { as: over.organizer, body: { displayName: 'Olga' } }), 200);
  // So that every column is read with a value.
  await db.sql`
    UPDATE tournament_tournament SET accent_color = '#336699', prizes = '{"kind": "fixed", "places": [5]}', settled_at = now(), seeding_method = 'random',
      seeding_seed = 'seed', registration_opens_at = now() - interval '2 hours', registration_closes_at = now() - interval '1 hour'
    WHERE id = ${over.id}`;
  const live = await aLiveTournament(4, {
    stages: [{ format: 'double_elimination' }],
    prizes: { kind: 'percent', places: [70, 30] },
  });
  const open = await aTournament({ mode: 'team', rosterSize: 2, requiresApproval: true });
  await move(open, 'published', 'registration_open');
  const [captain, mate] = (await people(2)) as [Person, Person];
  return { over, live, open, mate, teamEntry: await enterTeam(open, captain, mate) };
}

export async function aTeam(first: Person, second: Person): Promise<Id<'team'>> {
  const team = ok(await post('/v1/teams', { as: first, body: { name: 'Engines' } }), 201);
  ok(await post(`/v1/teams/${team.id}/members`, { as: second, body: { joinCode: team.joinCode } }), 201);
  return team.id;
}

export async function enterTeam(open: Stage, first: Person, second: Person): Promise<Id<'registration'>> {
  const body = { teamId: await aTeam(first, second), printedName: 'The Engines' };
  return ok(await post(`/v1/tournaments/${open.id}/registrations`, { as: first, body }), 201).id;
}

export const auditOf = (actor: Person, tournamentId: Id<'tournament'>) => ({
  id: newId('audit'),
  actorId: playerOf(actor),
  refId: tournamentId,
  createdAt: now,
});

/** A draft as another tournament, with other fields, and the entry of the audit about it. */
export async function draftLike(db: Database, other: Stage, fields: Partial<Tournament> = {}) {
  const like = (await store.findTournament(db, idOf(other))) as Tournament;
  const draft: Tournament = { ...like, id: newId('tournament'), state: 'draft', ...fields };
  return { draft, audit: { ...auditOf(other.organizer, draft.id), event: 'tournament.created' as const } };
}

export function stateChange(actor: Person, id: Id<'tournament'>, from: TournamentState, to: TournamentState) {
  const event = { id: newId('event'), type: 'tournament_state_changed' as const, createdAt: now };
  const audit = { ...auditOf(actor, id), event: 'tournament.state_changed' as const, meta: { to } };
  return { id, from: [from], to, now, event, audit };
}
