// Use cases: an entrant of a match, or its staff, gives evidence. A link is one act. A file has three steps, so that a store that fails
// loses nothing: the row and the intent, the put (at the edge), and the record of the copies. Each may be repeated.

import { type Actor, hasRole, type Principal } from '../../core/actor.ts';
import { type DomainError, invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import type { Sql } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import { intendPut, type PutOutcome, recordPut } from '../../objects/put-in-steps.ts';
import type { Side } from '../../objects/stores/phase.ts';
import type { Ports } from '../../outbox/ports.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import type { TournamentState } from '../tournament.ts';
import { type Evidence, type EvidenceFile, evidenceKey, matchEvidenceMax, ownEvidenceMax } from './evidence.ts';
import { type AddedEvidence, addEvidence, findEvidence, finishEvidence, type NewEvidence } from './evidence-store.ts';

/** @throws DomainError not_found, not_a_participant, sanctioned, match_not_open, state_conflict. */
export function giveLink(ports: Ports, actor: Actor, matchId: Id<'match'>, url: string): Promise<Evidence> {
  return runAct(ports, async (sql) => ({
    outcome: await add(sql, newEvidence(ports, actor, { matchId, url, file: null })),
  }));
}

export interface Upload extends Omit<EvidenceFile, 'key'> {
  readonly matchId: Id<'match'>;
  /** The stores that will be written. */
  readonly sides: readonly Side[];
}

/** @throws DomainError as giveLink. */
export async function beginUpload(
  ports: Ports,
  actor: Principal,
  { matchId, sides, ...file }: Upload,
): Promise<Evidence> {
  const given = newEvidence(ports, actor, { matchId, url: null, file: { ...file, key: '' } });
  const key = evidenceKey(given.id, given.now, file.sha256, file.contentType);
  const evidence = await inTransaction(ports.db, (sql) => add(sql, { ...given, file: { ...file, key } }));
  invariant(evidence.file !== null, 'a file was given');
  if (!evidence.isStored) await intendPut(ports, evidence.file, sides);
  return evidence;
}

/** @throws DomainError not_found if the evidence was erased meanwhile. */
export async function finishUpload(
  ports: Ports,
  evidence: Evidence,
  outcomes: readonly PutOutcome[],
): Promise<Evidence> {
  invariant(evidence.file !== null, 'a file was given');
  await recordPut(ports, evidence.file.key, outcomes);
  if (outcomes.every(({ problem }) => problem !== null)) return evidence;
  if (!(await finishEvidence(ports.db, evidence.id, evidence.file.key, ports.clock())))
    throw refuse('not_found', { kind: 'match' });
  return { ...evidence, isStored: true };
}

function newEvidence(
  ports: Ports,
  actor: Principal,
  given: Pick<NewEvidence, 'matchId' | 'url' | 'file'>,
): NewEvidence {
  const { playerId } = actor;
  return { ...given, playerId, isAdmin: hasRole(actor, 'admin'), id: ports.newId('evidence'), now: ports.clock() };
}

async function add(sql: Sql, given: NewEvidence): Promise<Evidence> {
  const { verdict, id, facts } = await addEvidence(sql, given);
  if (verdict !== 'done') throw refusalOf(verdict, facts ?? {});
  invariant(id !== null, 'the evidence is there');
  const evidence = await findEvidence({ sql }, id);
  invariant(evidence !== null, 'the evidence is there');
  return evidence;
}

function refusalOf(
  verdict: Exclude<AddedEvidence['verdict'], 'done'>,
  facts: NonNullable<AddedEvidence['facts']>,
): DomainError {
  switch (verdict) {
    case 'not_found':
      return refuse('not_found', { kind: 'match' });
    case 'closed':
      return refuse('match_not_open', closedFacts(facts.tournamentState as TournamentState, facts.state as MatchState));
    case 'own_limit':
      return limitReached('ownEvidence', ownEvidenceMax);
    case 'match_limit':
      return limitReached('matchEvidence', matchEvidenceMax);
    default:
      return refuse(verdict, facts);
  }
}
