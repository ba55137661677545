// Use cases: a moderator takes a case and gives it back, says how urgent it is, and decides it. Reporters hear the outcome.

import type { AuditRow } from '../../audit/append.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { announce } from '../../tournaments/announce.ts';
import type { Case, CaseOutcome } from './case.ts';
import { type ActedCase, type CaseAct, decideCase, findCase, leaseCase, triageCase } from './case-store.ts';

/** @throws DomainError not_found, state_conflict, forbidden, conflict_of_interest, case_leased. */
export function takeCase(ports: Ports, actor: Actor, id: Id<'case'>, minutes: number): Promise<Case> {
  const act = actOf(ports, actor, id);
  const endsAt = addSeconds(act.now, minutes * 60);
  const audit = { ...auditOf(ports, act), event: 'case.leased', meta: { endsAt } } as const;
  return runOnCase(ports, act, (sql) => leaseCase(sql, { ...act, endsAt }, audit));
}

/** @throws DomainError like takeCase. */
export function releaseCase(ports: Ports, actor: Actor, id: Id<'case'>): Promise<Case> {
  const act = actOf(ports, actor, id);
  const audit = { ...auditOf(ports, act), event: 'case.released' } as const;
  return runOnCase(ports, act, (sql) => leaseCase(sql, { ...act, endsAt: null }, audit));
}

export interface Triage {
  readonly version: number;
  readonly priority: number;
}

/** @throws DomainError like takeCase, version_conflict. */
export function triage(ports: Ports, actor: Actor, id: Id<'case'>, given: Triage): Promise<Case> {
  const act = actOf(ports, actor, id);
  const audit = { ...auditOf(ports, act), event: 'case.triaged', meta: { priority: given.priority } } as const;
  return runOnCase(ports, act, (sql) => triageCase(sql, { ...act, ...given }, audit));
}

export interface Decision {
  readonly version: number;
  readonly outcome: CaseOutcome;
  readonly statement: string;
  readonly sanctionId?: Id<'sanction'> | undefined;
}

/** A case of a tournament is announced there, without saying who reported it. @throws DomainError like triage, invalid_request. */
export async function decide(ports: Ports, actor: Actor, id: Id<'case'>, given: Decision): Promise<Case> {
  const act = actOf(ports, actor, id);
  const { outcome, sanctionId = null } = given;
  const audit = { ...auditOf(ports, act), event: 'case.decided', meta: { outcome, sanctionId } } as const;
  return runAct(ports, async (sql) => {
    const tournamentId = (await findCase(sql, id))?.tournamentId ?? null;
    const work = async () => {
      refuseUnlessDone(await decideCase(sql, { ...act, ...given, sanctionId }, audit));
      return { caseId: id, outcome };
    };
    const events = tournamentId === null ? [] : [await announce(sql, ports, tournamentId, 'case_decided', work)];
    if (tournamentId === null) await work();
    return { outcome: await readDone(sql, id), events };
  });
}

const actOf = (ports: Ports, actor: Actor, caseId: Id<'case'>): CaseAct => ({
  caseId,
  actorId: actor.playerId,
  isAdmin: hasRole(actor, 'admin'),
  now: ports.clock(),
});

const auditOf = (ports: Ports, { caseId, actorId, now }: CaseAct) =>
  ({ id: ports.newId('audit'), actorId, refId: caseId, createdAt: now }) satisfies Omit<AuditRow, 'event' | 'meta'>;

function runOnCase(ports: Ports, { caseId }: CaseAct, work: (sql: Sql) => Promise<ActedCase>): Promise<Case> {
  return runAct(ports, async (sql) => {
    refuseUnlessDone(await work(sql));
    return { outcome: await readDone(sql, caseId) };
  });
}

async function readDone(sql: Sql, id: Id<'case'>): Promise<Case> {
  const found = await findCase(sql, id);
  invariant(found !== null, 'a case that was acted on exists');
  return found;
}

function refuseUnlessDone({ verdict, facts }: ActedCase): void {
  switch (verdict) {
    case 'not_found':
      throw refuse('not_found', { kind: 'case' });
    case 'closed':
      throw refuse('state_conflict', { ...facts, allowed: ['open', 'triaged'] });
    case 'own_case':
      throw refuse('forbidden', { reason: 'it concerns you, or you have reported it' });
    case 'conflict_of_interest':
      throw refuse('conflict_of_interest', { reason: 'you take part in a tournament concerned, or run it' });
    case 'leased':
      throw refuse('case_leased', facts);
    case 'stale':
      throw refuse('version_conflict', facts);
    case 'sanction_not_found':
      throw refuse('invalid_request', { field: 'sanctionId', reason: 'is no sanction on a player of this case' });
    case 'done':
  }
}
