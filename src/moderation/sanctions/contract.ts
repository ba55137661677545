// Wire shapes of sanctions and of the catalogue of reasons.

import * as z from 'zod';
import type { Instant } from '../../core/instant.ts';
import { id, instant, instantText, listShape, namedShape, pageQuery, paragraph } from '../../http/wire.ts';
import { reasonOf, sanctionReasonCodes } from '../../sanctions/reasons.ts';
import {
  blockedActs,
  gatedActs,
  phaseOf,
  type Sanction,
  sanctionAreas,
  sanctionKinds,
  sanctionPhases,
} from '../../sanctions/sanction.ts';
import { statementShape } from '../statements/contract.ts';
import { statementOfSanction } from '../statements/statement-text.ts';

export const sanctionTextMax = 2000;

const kind = z
  .enum(sanctionKinds)
  .describe(
    '`blocks` says what follows. `certificate_suspension` shows certificates of the player as suspended. `hosting_probation` ends after one reviewed tournament.',
  );
const reasonCode = z.enum(sanctionReasonCodes).describe('From `GET /v1/moderation/reasons`.');

export const sanctionCreate = z.strictObject({
  playerId: id('player').describe('Who is sanctioned; not yourself.'),
  kind,
  areas: z
    .array(z.enum(sanctionAreas))
    .min(1)
    .refine((areas) => new Set(areas).size === areas.length, 'must name each area once')
    .optional()
    .describe(
      'What it covers; all areas by default. Transfers and live rooms are blocked only by a sanction on all areas. Only for `warn`, `mute`, `suspend` and `ban`.',
    ),
  tournamentId: id('tournament')
    .optional()
    .describe(
      'The only tournament in which it counts; everywhere by default. A `wallet_freeze` and a `hosting_probation` count everywhere.',
    ),
  reasonCode,
  statement: paragraph({ lengthMax: sanctionTextMax }).describe('What the player is told.'),
  note: paragraph({ lengthMax: sanctionTextMax }).optional().describe('For moderators only.'),
  startsAt: instant.optional().describe('Now by default; not in the past.'),
  endsAt: instant
    .nullable()
    .optional()
    .describe(
      'null for ever. By default the length that the catalogue gives to the reason. A ban of more than ten years needs a second moderator, as one for ever.',
    ),
});

export const revocationCreate = z.strictObject({
  reason: paragraph({ lengthMax: sanctionTextMax }).describe('Why; the player is told.'),
});

export const sanctionQuery = z.strictObject({ playerId: id('player').describe('Whose sanctions.'), ...pageQuery });

const shared = {
  id: id('sanction'),
  playerId: id('player').describe('Who is sanctioned.'),
  kind,
  areas: z.array(z.enum(sanctionAreas)).nullable().describe('What it covers; null for all areas.'),
  tournamentId: id('tournament').nullable().describe('The only tournament in which it counts; null for everywhere.'),
  reasonCode,
  statement: z.string().describe('What the player is told.'),
  startsAt: instantText,
  endsAt: instantText.nullable().describe('When it ends by itself; null for never. UTC.'),
  phase: z
    .enum(sanctionPhases)
    .describe('`proposed` waits for a second moderator, `scheduled` for its start. Only `in_force` blocks anything.'),
  blocks: z.array(z.enum(gatedActs)).describe('The acts that it blocks while it is in force.'),
  createdAt: instantText,
  revokedAt: instantText.nullable().describe('When a moderator ended it; null if none did. UTC.'),
  revokeReason: z.string().nullable().describe('Why it was revoked; null if it was not.'),
  earlierId: id('sanction')
    .nullable()
    .describe('The sanction that it continues, because an appeal reduced it for example; null if there is none.'),
  fulfilledAt: instantText
    .nullable()
    .describe('When a hosting probation ended with a clean tournament; null if it has not, and for other kinds. UTC.'),
};

export const ownSanctionShape = namedShape('OwnSanction', 'A sanction as its player sees it.', {
  ...shared,
  statementOfReasons: statementShape,
});

export const sanctionShape = namedShape('Sanction', 'A sanction as moderators see it.', {
  ...shared,
  note: z.string().nullable().describe('For moderators; null if there is none.'),
  imposedBy: id('player').describe('The moderator who imposed it.'),
  needsConfirmation: z
    .boolean()
    .describe('Whether a second moderator must confirm it: a ban for ever, or of more than ten years.'),
  confirmedBy: id('player').nullable().describe('The second moderator; null if none has confirmed it.'),
  confirmedAt: instantText.nullable().describe('When it was confirmed; null if it was not. UTC.'),
  revokedBy: id('player').nullable().describe('The moderator who revoked it; null if none did.'),
});

/** `appealDays`: how long a sanction may be appealed. */
export function ownSanctionJson(
  sanction: Sanction,
  now: Instant,
  appealDays: number,
): z.input<typeof ownSanctionShape> {
  return { ...termsJson(sanction, now), statementOfReasons: statementOfSanction(sanction, appealDays) };
}

function termsJson(sanction: Sanction, now: Instant) {
  const { id, playerId, kind, areas, tournamentId, reasonCode, statement, startsAt, endsAt } = sanction;
  return {
    id,
    playerId,
    kind,
    areas: areas === null ? null : [...areas],
    tournamentId,
    reasonCode,
    statement,
    startsAt,
    endsAt,
    phase: phaseOf(sanction, now),
    blocks: blockedActs(sanction),
    createdAt: sanction.createdAt,
    revokedAt: sanction.revokedAt,
    revokeReason: sanction.revokeReason,
    fulfilledAt: sanction.fulfilledAt,
    earlierId: sanction.earlierId,
  };
}

export function sanctionJson(sanction: Sanction, now: Instant): z.input<typeof sanctionShape> {
  const { note, imposedBy, needsConfirmation, confirmedBy, confirmedAt, revokedBy } = sanction;
  return { ...termsJson(sanction, now), note, imposedBy, needsConfirmation, confirmedBy, confirmedAt, revokedBy };
}

export const reasonsShape = listShape(
  namedShape('SanctionReason', 'A reason for sanctions.', {
    code: z.enum(sanctionReasonCodes).describe('Never changes.'),
    title: z
      .strictObject({ en: z.string().describe('English.'), bn: z.string().describe('Bengali.') })
      .describe('For readers.'),
    defaultDays: z.int().nullable().describe('The length of a sanction that names no end; null for ever.'),
    strikePoints: z.int().describe('What a sanction adds to the strikes of its player; 0 for none.'),
    strikeDays: z.int().describe('How many days the points count.'),
    appealAfterDays: z.int().describe('How many days after the sanction an appeal may be sent at the earliest.'),
  }),
);

export function reasonsJson(): z.input<typeof reasonsShape> {
  return { items: sanctionReasonCodes.map((code) => ({ code, ...reasonOf(code) })) };
}
