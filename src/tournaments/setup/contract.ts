// Wire shapes of the filters of the list of tournaments, of what `expand` adds, and of transitions.

import * as z from 'zod';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { titleLengthMax } from '../../core/limits.ts';
import { expandOf, id, instant, line, namedShape, pageQuery } from '../../http/wire.ts';
import { tournamentShape } from '../contract.ts';
import { registrationStates } from '../registration/registration.ts';
import { formatNames } from '../stages/format-registry.ts';
import { gameLengthMax, tournamentStates } from '../tournament.ts';
import { expansions } from './expand-tournaments.ts';
import { type TournamentFilter, tournamentSorts } from './tournament-filter.ts';

export const tournamentQuery = z
  .strictObject({
    state: z.enum(tournamentStates).optional().describe('Only tournaments in this state.'),
    organizerId: id('player').optional().describe('Only those of this organizer.'),
    format: z.enum(formatNames).optional().describe('Only those with a stage of this format.'),
    game: line(gameLengthMax).optional().describe('Only those with exactly this game; case matters.'),
    startsAfter: instant.optional().describe('Only those that start at this time or later.'),
    startsBefore: instant.optional().describe('Only those that start before this time.'),
    text: line(titleLengthMax).optional().describe('Only those with this text in the title; case does not matter.'),
    mine: z
      .enum(['true', 'false'])
      .default('false')
      .describe('`true`: those of the caller, drafts too; needs a token. `false`: the public ones.'),
    sandbox: z
      .enum(['true', 'false'])
      .default('false')
      .describe(
        '`true`: the sandboxes of the caller and nothing else; needs a token or an API key. `false`: none of them.',
      ),
    sort: z
      .enum(tournamentSorts)
      .default('newest')
      .describe('`newest`: the last created first. `starts_at`: the earliest start first.'),
    expand: expandOf(expansions),
    ...pageQuery,
  })
  .refine(({ mine, sandbox, organizerId }) => (mine === 'false' && sandbox === 'false') || organizerId === undefined, {
    path: ['organizerId'],
    message: 'must not be given together with `mine` or `sandbox`',
  })
  .refine(
    ({ startsAfter, startsBefore }) =>
      startsAfter === undefined || startsBefore === undefined || startsAfter < startsBefore,
    { path: ['startsBefore'], message: 'must be after `startsAfter`' },
  );

/** @throws DomainError unauthenticated: without a token nobody's tournaments are the caller's. */
export function toFilter(query: z.output<typeof tournamentQuery>, actor: Actor | null): TournamentFilter {
  const { state = null, organizerId = null, format = null, game = null } = query;
  const { startsAfter = null, startsBefore = null, text = null, sort } = query;
  const isSandbox = query.sandbox === 'true';
  // Nobody else has a use for a sandbox.
  const isOwn = isSandbox || query.mine === 'true';
  if (isOwn && actor === null) throw refuse('unauthenticated');
  const ofOrganizer = isOwn ? (actor?.playerId ?? null) : organizerId;
  return { state, organizerId: ofOrganizer, isOwn, isSandbox, format, game, startsAfter, startsBefore, text, sort };
}

export const expandQuery = z.strictObject({ expand: expandOf(expansions) });

/** What `expand` adds is there only if it was asked for. */
export const expandedShape = tournamentShape
  .extend({
    organizer: z
      .strictObject({
        id: id('player'),
        displayName: z.string().nullable().describe('null if the organizer has given none.'),
      })
      .optional()
      .describe('With `expand=organizer`.'),
    ownRegistration: z
      .strictObject({
        id: id('registration'),
        state: z.enum(registrationStates).describe('Only `confirmed` has a place.'),
      })
      .nullable()
      .optional()
      .describe('With `expand=ownRegistration`: the registration of the caller; null without one.'),
  })
  .meta({ id: 'ExpandedTournament', description: 'A tournament, with what `expand` asked for.' });

export const tournamentTransition = z.strictObject({
  to: z
    .enum(tournamentStates)
    .describe(
      'The next state. In this order: published, registration_open, registration_closed, live, completed, archived; cancelled from any state before completed. `draft` takes a tournament back that waits for approval.',
    ),
});

export const transitionShape = namedShape('TournamentState', 'The new state.', {
  id: id('tournament'),
  state: z.enum(tournamentStates).describe('The new state.'),
});
