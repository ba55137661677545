// Shapes of the rows that database functions return. Each must be the type that its store declares: the compiler checks the one, a test
// the other.

import * as z from 'zod';
import type { Id, IdKind } from '../../../src/core/id.ts';
import { idPattern } from '../../../src/core/id.ts';
import type { OutboxJson } from '../../../src/outbox/append.ts';
import type { LeaveRow } from '../../../src/tournaments/departures/departure-store.ts';
import { correctionOutcomes } from '../../../src/tournaments/matches/corrections/correction.ts';
import { forfeitOutcomes } from '../../../src/tournaments/matches/forfeits/forfeit.ts';
import type { ResultRow } from '../../../src/tournaments/matches/match-store.ts';
import { matchStates, resultOutcomes } from '../../../src/tournaments/matches/result.ts';
import { resultFaults } from '../../../src/tournaments/matches/result-fault.ts';
import { scoreOutcomes } from '../../../src/tournaments/matches/scores/score.ts';
import type { ScoreRow } from '../../../src/tournaments/matches/scores/score-store.ts';
import type { Silence } from '../../../src/tournaments/matches/silence/silence-store.ts';
import type { CorrectionRow, ForfeitRow } from '../../../src/tournaments/matches/staff/staff-store.ts';
import type { ChangeRow } from '../../../src/tournaments/registration/change-store.ts';
import type { RegistrationJson } from '../../../src/tournaments/registration/registration.ts';
import type { RegisterRow } from '../../../src/tournaments/registration/registration-store.ts';
import { formatNames, type LiveStage } from '../../../src/tournaments/stages/format-registry.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';

const id = <K extends IdKind>(kind: K) =>
  z.custom<Id<K>>((value) => typeof value === 'string' && idPattern(kind).test(value));
export const facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

const writtenEvent = z.strictObject({
  id: id('event'),
  tournament_id: id('tournament'),
  seq: z.int().min(1),
  type: z.custom<OutboxJson['type']>((value) => typeof value === 'string'),
  payload: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime({ offset: true }),
  relayed_at: z.null(),
  epoch: z.string(),
});
export const outboxJson = writtenEvent.extend({
  following: z.array(writtenEvent).exactOptional(),
}) satisfies z.ZodType<OutboxJson>;

const events = z.array(outboxJson);

const registrationJson = z.strictObject({
  id: id('registration'),
  tournament_id: id('tournament'),
  player_id: id('player'),
  team_id: id('team').nullable(),
  display_name: z.string(),
  printed_name: z.string().nullable(),
  language: z.enum(['en', 'bn']),
  club: z.string().nullable(),
  country: z.string().nullable(),
  rating: z.null(),
  state: z.enum(['pending', 'confirmed', 'waitlisted']),
  seed: z.null(),
  waitlist_number: z.int().nullable(),
  waitlist: z.strictObject({ position: z.int(), length: z.int(), offerEndsAt: z.null() }).nullable(),
  checked_in_at: z.null(),
  created_at: z.iso.datetime({ offset: true }),
}) satisfies z.ZodType<RegistrationJson>;

const keyRefused = z.strictObject({
  verdict: z.enum(['idempotency_mismatch', 'idempotency_in_flight']),
  outcome: z.null(),
  events,
});

/** Of an act that writes one event. */
const keyRefusedAlone = keyRefused.omit({ events: true }).extend({ event: z.null() });

export const registerRow = z.union([
  z.strictObject({ verdict: z.enum(['done', 'repeated']), outcome: registrationJson, events }),
  keyRefused,
  z.strictObject({
    verdict: z.enum([
      ...(['tournament_not_found', 'sanctioned', 'not_open', 'wrong_mode', 'team_not_found', 'not_captain'] as const),
      ...(['not_members', 'roster_incomplete', 'name_missing', 'already_registered', 'tournament_full'] as const),
      ...(['not_on_list', 'invitation_required', 'invitation_not_valid'] as const),
    ]),
    outcome: facts.nullable(),
    events,
  }),
]) satisfies z.ZodType<RegisterRow>;

const changed = z.strictObject({ id: id('registration'), state: z.enum(['cancelled', 'confirmed', 'rejected']) });

export const changeRow = z.union([
  z.strictObject({ verdict: z.enum(['done', 'repeated']), outcome: changed, events }),
  keyRefused,
  z.strictObject({
    verdict: z.enum([
      ...(['registration_not_found', 'forbidden', 'wrong_tournament_state', 'wrong_registration_state'] as const),
      'conflict_of_interest',
      ...(['tournament_full', 'wallet_frozen', 'hold_closed', 'hold_expired'] as const),
    ]),
    outcome: facts.nullable(),
    events,
  }),
]) satisfies z.ZodType<ChangeRow>;

const liveStageRow = z.strictObject({
  number: z.int(),
  format: z.enum(formatNames),
  settings: z.record(z.string(), z.unknown()),
});

export const liveStage = z.custom<LiveStage>((value) => liveStageRow.safeParse(value).success);
const stages = z.array(liveStage);
const silence = { silence: z.array(outboxJson), stages };

export const silenceRow = z.strictObject({ events: z.array(outboxJson), stages }) satisfies z.ZodType<Silence>;

const left = z.strictObject({
  id: id('registration'),
  state: z.enum(['withdrawn', 'disqualified']),
  tournamentId: id('tournament'),
  ...silence,
});

export const leaveRow = z.union([
  z.strictObject({ verdict: z.literal('done'), outcome: left, event: outboxJson }),
  z.strictObject({ verdict: z.literal('repeated'), outcome: left, event: z.null() }),
  keyRefusedAlone,
  z.strictObject({
    verdict: z.enum([
      ...(['registration_not_found', 'forbidden', 'conflict_of_interest'] as const),
      ...(['wrong_tournament_state', 'wrong_registration_state'] as const),
    ]),
    outcome: facts.nullable(),
    event: z.null(),
  }),
]) satisfies z.ZodType<LeaveRow>;

const finalStage = z.strictObject({
  ...{ number: z.int(), group: z.int(), round: z.int() },
  format: z.enum(formatNames),
  settings: z.record(z.string(), z.unknown()),
});
type FinalStage = NonNullable<ResultRow['outcome']>['stage'];

export const resultRow = z.union([
  z.strictObject({
    verdict: z.enum(['done', 'repeated']),
    outcome: z.strictObject({
      outcome: z.enum(resultOutcomes),
      state: z.enum(matchStates),
      tournamentId: id('tournament'),
      tournamentState: z.enum(tournamentStates),
      sanction: facts.nullable(),
      fault: z.enum(resultFaults).nullable(),
      stage: z.custom<FinalStage>((value) => value === null || finalStage.safeParse(value).success),
      ...silence,
    }),
    event: outboxJson.nullable(),
  }),
  keyRefusedAlone,
  z.strictObject({ verdict: z.null(), outcome: z.null(), event: z.null() }),
]) satisfies z.ZodType<ResultRow>;

export const scoreRow = z.strictObject({
  outcome: z
    .strictObject({
      ...{ outcome: z.enum(scoreOutcomes), state: z.enum(matchStates), tournamentId: id('tournament') },
      ...{
        tournamentState: z.enum(tournamentStates),
        sanction: facts.nullable(),
        fault: z.enum(resultFaults).nullable(),
      },
    })
    .nullable(),
  event: outboxJson.nullable(),
}) satisfies z.ZodType<ScoreRow>;

/** The row of an act of staff on a match. */
const staffRow = <O extends z.ZodType>(outcome: O) =>
  z.union([
    z.strictObject({ verdict: z.enum(['done', 'repeated']), outcome, event: outboxJson.nullable() }),
    keyRefusedAlone,
    z.strictObject({ verdict: z.null(), outcome: z.null(), event: z.null() }),
  ]);
const states = {
  state: z.enum(matchStates),
  tournamentId: id('tournament'),
  tournamentState: z.enum(tournamentStates),
};

export const forfeitRow = staffRow(
  z.strictObject({ ...states, outcome: z.enum(forfeitOutcomes), ...silence }),
) satisfies z.ZodType<ForfeitRow>;

export const correctionRow = staffRow(
  z.strictObject({
    ...states,
    outcome: z.enum(correctionOutcomes),
    fault: z.enum(resultFaults).nullable(),
    affected: z.array(z.strictObject({ matchId: id('match'), hasResult: z.boolean() })),
    ...silence,
  }),
) satisfies z.ZodType<CorrectionRow>;
