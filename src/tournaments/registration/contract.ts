// Wire shapes of registrations and rosters.

import * as z from 'zod';
import type { Instant } from '../../core/instant.ts';
import { reasonLengthMax } from '../../core/limits.ts';
import { displayName, id, instantText, namedShape, pageQuery, paragraph, printedName } from '../../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../../teams/team.ts';
import { invitationCode } from '../conditions/contract.ts';
import { club, country } from '../entrants/contract.ts';
import { stateAt, tournamentStates } from '../tournament.ts';
import type { OwnRegistration } from './own-registration-store.ts';
import type { TournamentEntry } from './player-tournament-store.ts';
import { entrantLanguages, type Registration, registrationStates } from './registration.ts';

export const languageField = z.enum(entrantLanguages).default('en').describe('Of the certificate: English or Bengali.');

export const registrationCreate = z.strictObject({
  teamId: id('team').optional().describe('In mode `team`, a team whose captain is the caller.'),
  roster: z
    .array(id('player'))
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .refine((players) => new Set(players).size === players.length, 'must name each once')
    .optional()
    .describe('In mode `team`, who plays: `rosterSize` to `rosterSizeMax` members. All members if absent.'),
  language: languageField,
  displayName: displayName
    .optional()
    .describe('The name in this tournament; that of the profile or of the team if absent.'),
  printedName: printedName.optional().describe('The spelling on the certificate; that of the name if absent.'),
  club: club.optional(),
  country: country.optional(),
  invitationCode: invitationCode
    .optional()
    .describe('Where `entryCondition` of the tournament asks for one; case, spaces and hyphens do not matter.'),
});

export const registrationEnd = z.strictObject({
  reason: paragraph({ lengthMax: reasonLengthMax }).optional().describe('Why, for the audit trail.'),
});

const shownName = z.string().describe('The name that the bracket shows.');

/** The reason is kept in the audit trail. */
export const disqualificationCreate = z.strictObject({
  reason: paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.'),
});

export const registrationShape = namedShape('Registration', 'An entrant of a tournament: a player or a team.', {
  id: id('registration'),
  tournamentId: id('tournament'),
  playerId: id('player').describe('The player; for a team, its captain.'),
  teamId: id('team').nullable().describe('null for a single player.'),
  displayName: shownName,
  printedName: z.string().nullable().describe('The spelling on the certificate; null: that of the name.'),
  language: z.enum(entrantLanguages).describe('Of the certificate.'),
  club: z.string().nullable().describe('A label; null: not said.'),
  country: z.string().nullable().describe('ISO 3166-1 alpha-2 code; null: not said.'),
  rating: z.int().nullable().describe('Of any rating list, set by the organizer; null: none.'),
  state: z
    .enum(registrationStates)
    .describe('Only `confirmed` has a place. `pending`: the organizer decides. `waitlisted`: the tournament is full.'),
  seed: z.int().nullable().describe('1 is the best; null before the tournament is seeded.'),
  waitlist: z
    .strictObject({
      position: z.int().min(1).describe('1 gets the next free place.'),
      length: z.int().min(1).describe('How many wait.'),
      offerEndsAt: instantText.nullable().describe('Until when a place is offered; null: none is. UTC.'),
    })
    .nullable()
    .describe('Only while `waitlisted`; else null.'),
  checkedInAt: instantText.nullable().describe('null: not checked in, or the tournament has no check-in. UTC.'),
  isGuest: z
    .boolean()
    .describe('true: entered by staff, and no player has claimed the entry. `playerId` is of nobody then.'),
  createdAt: instantText,
});

export function registrationJson(registration: Registration): z.input<typeof registrationShape> {
  const { id, tournamentId, playerId, teamId, displayName, printedName, language } = registration;
  const { club, country, rating, state, seed, waitlist, checkedInAt, isGuest, createdAt } = registration;
  return {
    ...{ id, tournamentId, playerId, teamId, displayName, printedName, language },
    ...{ club, country, rating, state, seed, checkedInAt, isGuest, createdAt },
    waitlist:
      waitlist === null
        ? null
        : { position: waitlist.position, length: waitlist.length, offerEndsAt: waitlist.offerEndsAt },
  };
}

export const registrationStateShape = namedShape('RegistrationState', 'The new state of the registration.', {
  id: id('registration'),
  state: z.enum(registrationStates).describe('The new state.'),
});

export const rosterShape = namedShape('Roster', 'The players of a team in this tournament.', {
  items: z
    .array(
      z.strictObject({
        playerId: id('player').optional().describe('Only for members of the team and the organizer.'),
        displayName: z.string().nullable().describe('null if the player has given none.'),
      }),
    )
    .describe('In the order of the registration.'),
});

export const ownRegistrationQuery = z.strictObject({
  state: z.enum(registrationStates).optional().describe('Only registrations in this state.'),
  ...pageQuery,
});

export const ownRegistrationShape = registrationShape
  .extend({
    tournament: z
      .strictObject({
        title: z.string().describe('Of the tournament.'),
        state: z.enum(tournamentStates).describe('Of the tournament.'),
        startsAt: instantText.describe('As announced. UTC.'),
      })
      .nullable()
      .describe('null: the tournament is private and the caller is no entrant of it, for example not yet approved.'),
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

export const tournamentEntryShape = namedShape(
  'TournamentEntry',
  'A tournament that the player or the team took part in.',
  {
    registrationId: id('registration'),
    teamId: id('team').nullable().describe('null for a single player.'),
    displayName: shownName,
    registrationState: z.enum(registrationStates).describe('Only `confirmed` has a place.'),
    rank: z.int().nullable().describe('Final rank; null until the tournament is completed.'),
    tournament: z
      .strictObject({
        id: id('tournament'),
        title: z.string().describe('Of the tournament.'),
        game: z.string().nullable().describe('What is played; null: not said.'),
        state: z.enum(tournamentStates).describe('Of the tournament.'),
        startsAt: instantText.describe('As announced. UTC.'),
      })
      .describe('What a list shows of the tournament.'),
  },
);

export function tournamentEntryJson(
  { registration, tournament, rank }: TournamentEntry,
  now: Instant,
): z.input<typeof tournamentEntryShape> {
  const { id, title, game, startsAt } = tournament;
  const { id: registrationId, teamId, displayName, state: registrationState } = registration;
  return {
    ...{ registrationId, teamId, displayName, registrationState, rank },
    tournament: { id, title, game, state: stateAt(tournament, now), startsAt },
  };
}
