// Wire shapes of registrations and rosters.

import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import { reasonLengthMax } from '../../core/limits.ts';
import { displayName, id, instantText, namedShape, pageQuery, paragraph, printedName } from '../../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../../teams/team.ts';
import { club, country } from '../entrants/contract.ts';
import { stateAt, tournamentStates } from '../tournament.ts';
import type { OwnRegistration } from './own-registration-store.ts';
import type { PlayerTournament } from './player-tournament-store.ts';
import { entrantLanguages, type Registration, registrationStates } from './registration.ts';

export const registrationCreate = z.strictObject({
  teamId: id('team').optional(),
  roster: z.array(id('player')).min(rosterSizeMin).max(rosterSizeMax).optional(),
  language: z.enum(entrantLanguages).default('en'),
  displayName: displayName.optional(),
  printedName: printedName.optional(),
  club: club.optional(),
  country: country.optional(),
});

/** Optional reason for the audit trail. */
export const registrationEnd = z.strictObject({ reason: paragraph({ lengthMax: reasonLengthMax }).optional() });

/** The reason is kept in the audit trail. */
export const disqualificationCreate = z.strictObject({ reason: paragraph({ lengthMax: reasonLengthMax }) });

export const registrationShape = namedShape('Registration', 'An entrant of a tournament: a player or a team.', {
  id: id('registration'),
  tournamentId: id('tournament'),
  playerId: id('player'),
  teamId: id('team').nullable(),
  displayName: z.string(),
  printedName: z.string().nullable(),
  language: z.enum(entrantLanguages),
  club: z.string().nullable(),
  country: z.string().nullable(),
  rating: z.int().nullable(),
  state: z.enum(registrationStates),
  seed: z.int().nullable(),
  waitlist: z
    .strictObject({ position: z.int().min(1).describe('1 gets the next free place.'), length: z.int().min(1) })
    .nullable()
    .describe('Only while `waitlisted`.'),
  checkedInAt: instantText.nullable().describe('null: not checked in, or the tournament has no check-in.'),
  createdAt: instantText,
});

export function registrationJson(registration: Registration): z.input<typeof registrationShape> {
  const { id, tournamentId, playerId, teamId, displayName, printedName, language } = registration;
  const { club, country, rating, state, seed, waitlist, checkedInAt, createdAt } = registration;
  return {
    ...{ id, tournamentId, playerId, teamId, displayName, printedName, language },
    ...{ club, country, rating, state, seed, checkedInAt, createdAt },
    waitlist: waitlist === null ? null : { position: waitlist.position, length: waitlist.length },
  };
}

export const registrationStateShape = namedShape('RegistrationState', 'The new state of the registration.', {
  id: id('registration'),
  state: z.enum(registrationStates),
});

/** Only those who are part of the registration see the ids. */
export const rosterShape = namedShape('Roster', 'The players of a team in this tournament.', {
  items: z.array(z.strictObject({ playerId: id('player').optional(), displayName: z.string().nullable() })),
});

export const ownRegistrationQuery = z.strictObject({ state: z.enum(registrationStates).optional(), ...pageQuery });

export const ownRegistrationShape = registrationShape
  .extend({
    tournament: z
      .strictObject({ title: z.string(), state: z.enum(tournamentStates), startsAt: instantText })
      .nullable()
      .describe('null: the tournament is private and you are no entrant, for example not yet approved.'),
  })
  .meta({ id: 'OwnRegistration', description: 'A registration of the caller, with its tournament.' });

export function ownRegistrationJson(
  { registration, tournament, isReadable }: OwnRegistration,
  now: Instant,
): z.input<typeof ownRegistrationShape> {
  const { title, startsAt } = tournament;
  const shown = { title, state: stateAt(tournament, now), startsAt };
  return { ...registrationJson(registration), tournament: isReadable ? shown : null };
}

export const playerTournamentShape = namedShape('PlayerTournament', 'A tournament that the player took part in.', {
  registrationId: id('registration'),
  teamId: id('team').nullable(),
  displayName: z.string(),
  registrationState: z.enum(registrationStates),
  /** null until the tournament is completed. */
  rank: z.int().nullable(),
  tournament: z.strictObject({
    id: id('tournament'),
    title: z.string(),
    game: z.string().nullable(),
    state: z.enum(tournamentStates),
    startsAt: instantText,
  }),
});

export function playerTournamentJson(
  { registration, tournament, rank }: PlayerTournament,
  now: Instant,
): z.input<typeof playerTournamentShape> {
  const { id, title, game, startsAt } = tournament;
  const { id: registrationId, teamId, displayName, state: registrationState } = registration;
  return {
    ...{ registrationId, teamId, displayName, registrationState, rank },
    tournament: { id, title, game, state: stateAt(tournament, now), startsAt },
  };
}
