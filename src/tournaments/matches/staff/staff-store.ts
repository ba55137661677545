// The calls of the database functions by which staff change matches: one round trip each.

import { invariant } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { KeyRefusal } from '../../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { KeyClaim } from '../../../outbox/ports.ts';
import type { LiveStage } from '../../stages/format-registry.ts';
import type { TournamentState } from '../../tournament.ts';
import { arrayText } from '../array-text.ts';
import type { AffectedMatch, CorrectionAct, CorrectionOutcome } from '../corrections/correction.ts';
import type { ForfeitOutcome } from '../forfeits/forfeit.ts';
import type { MatchState } from '../result.ts';
import type { ResultFault } from '../result-fault.ts';

export interface StaffAct {
  readonly matchId: Id<'match'>;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly resultId: Id<'result'>;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
  readonly claim: KeyClaim | null;
  readonly now: Instant;
}

interface Outcome<O> {
  readonly outcome: O;
  /** The state after the act. */
  readonly state: MatchState;
  readonly tournamentId: Id<'tournament'>;
  readonly tournamentState: TournamentState;
  readonly stages: readonly LiveStage[];
  /** Events of matches that silence has confirmed before the act. */
  readonly silence: readonly OutboxJson[];
}

export interface ActRow<O> {
  /** null if no match has this id. `repeated`: the outcome is that of an earlier request. */
  readonly verdict: 'done' | 'repeated' | KeyRefusal | null;
  readonly outcome: O | null;
  /** null if nothing has changed. */
  readonly event: OutboxJson | null;
}

export type ForfeitRow = ActRow<Outcome<ForfeitOutcome>>;

export function settleForfeit(
  { sql }: Database,
  { absent, ...act }: StaffAct & { readonly absent: readonly number[] },
): Promise<ForfeitRow> {
  const { scope, key, fingerprint } = act.claim ?? noClaim;
  return one(
    () => sql<ForfeitRow[]>`
    SELECT verdict, outcome, event FROM tournament_settle_forfeit(${act.matchId}, ${arrayText(absent)}::text::integer[],
      ${act.actorId}, ${act.isAdmin}, ${act.resultId}, ${act.eventId}, ${act.auditId}, ${scope}, ${key}, ${fingerprint}, ${act.now}::timestamptz)`,
  );
}

export type CorrectionRow = ActRow<
  Outcome<CorrectionOutcome> & { readonly fault: ResultFault | null; readonly affected: readonly AffectedMatch[] }
>;

export function settleCorrection({ sql }: Database, act: StaffAct & CorrectionAct): Promise<CorrectionRow> {
  const { scope, key, fingerprint } = act.claim ?? noClaim;
  const places = act.places === undefined ? null : arrayText(act.places);
  const games = act.games === undefined ? null : JSON.stringify(act.games);
  return one(
    () => sql<CorrectionRow[]>`
    SELECT verdict, outcome, event FROM tournament_correct_result(${act.matchId}, ${arrayText(act.scores)}::text::integer[],
      ${places}::text::integer[], ${games}::text::jsonb, ${act.cascade}, ${act.dryRun}, ${act.actorId}, ${act.isAdmin},
      ${act.resultId}, ${act.eventId}, ${act.auditId}, ${scope}, ${key}, ${fingerprint}, ${act.now}::timestamptz)`,
  );
}

const noClaim = { scope: null, key: null, fingerprint: null };

async function one<R>(call: () => Promise<readonly R[]>): Promise<R> {
  const [row] = await run(call);
  invariant(row !== undefined, 'the function returns one row');
  return row;
}
