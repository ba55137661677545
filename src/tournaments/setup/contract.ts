// Wire shapes of the filters of the list of tournaments, and of what `expand` adds.

import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { titleLengthMax } from '../../core/limits.ts';
import { expandOf, id, instant, line, pageQuery } from '../../http/wire.ts';
import { tournamentShape } from '../contract.ts';
import { registrationStates } from '../registration/registration.ts';
import { formatNames } from '../stages/format-registry.ts';
import { gameLengthMax, tournamentStates } from '../tournament.ts';
import { expansions } from './expand-tournaments.ts';
import { type TournamentFilter, tournamentSorts } from './tournament-filter.ts';

export const tournamentQuery = z
  .strictObject({
    state: z.enum(tournamentStates).optional(),
    organizerId: id('player').optional(),
    format: z.enum(formatNames).optional(),
    game: line(gameLengthMax).optional(),
    startsAfter: instant.optional(),
    startsBefore: instant.optional(),
    text: line(titleLengthMax).optional(),
    mine: z.enum(['true', 'false']).default('false'),
    sort: z.enum(tournamentSorts).default('newest'),
    expand: expandOf(expansions),
    ...pageQuery,
  })
  .refine(({ mine, organizerId }) => mine === 'false' || organizerId === undefined, {
    path: ['organizerId'],
    message: 'not together with mine',
  })
  .refine(
    ({ startsAfter, startsBefore }) =>
      startsAfter === undefined || startsBefore === undefined || startsAfter < startsBefore,
    { path: ['startsBefore'], message: 'after startsAfter' },
  );

/** @throws DomainError unauthenticated: without a token nobody's tournaments are the caller's. */
export function toFilter(query: z.output<typeof tournamentQuery>, actor: Actor | null): TournamentFilter {
  const { state = null, organizerId = null, format = null, game = null } = query;
  const { startsAfter = null, startsBefore = null, text = null, sort } = query;
  const isOwn = query.mine === 'true';
  if (isOwn && actor === null) throw refuse('unauthenticated');
  const ofOrganizer = isOwn ? (actor?.playerId ?? null) : organizerId;
  return { state, organizerId: ofOrganizer, isOwn, format, game, startsAfter, startsBefore, text, sort };
}

export const expandQuery = z.strictObject({ expand: expandOf(expansions) });

/** What `expand` adds is there only if it was asked for. */
export const expandedShape = tournamentShape
  .extend({
    organizer: z.strictObject({ id: id('player'), displayName: z.string().nullable() }).optional(),
    ownRegistration: z
      .strictObject({ id: id('registration'), state: z.enum(registrationStates) })
      .nullable()
      .optional(),
  })
  .meta({ id: 'ExpandedTournament', description: 'A tournament, with what `expand` asked for.' });
