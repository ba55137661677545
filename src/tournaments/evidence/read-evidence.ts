// Use cases: read the evidence of a match, and find a file of it. For the entrants of the match, its staff and moderators; never public.

import { hasRole, type Principal } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isInMatch } from '../matches/history/history-store.ts';
import { mayAct } from '../permission.ts';
import { mayRead as mayReadTournament } from '../setup/read-tournament.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament, findTournamentOf } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { type Evidence, type EvidenceFile, evidenceFileName } from './evidence.ts';
import { findEvidence, listEvidence } from './evidence-store.ts';

/** @throws DomainError not_found, not_a_participant. */
export async function readEvidence(ports: Ports, actor: Principal, matchId: Id<'match'>): Promise<Evidence[]> {
  await refuseUnlessMayRead(ports, actor, matchId);
  return listEvidence(ports.db, matchId);
}

/** Of what is said and shown about the result of a match. @throws DomainError not_found, not_a_participant. */
export async function refuseUnlessMayRead(ports: Ports, actor: Principal, matchId: Id<'match'>): Promise<void> {
  if (!(await mayRead(ports, actor, matchId))) throw refuse('not_a_participant');
}

export interface GrantedFile extends EvidenceFile {
  readonly fileName: string;
}

/** Which file the edge may send to the actor. Others learn nothing: not even whether it exists. @throws DomainError not_found. */
export async function grantEvidence(ports: Ports, actor: Principal, id: Id<'evidence'>): Promise<GrantedFile> {
  const evidence = await findEvidence(ports.db, id);
  const isThere = evidence !== null && evidence.file !== null && evidence.isStored;
  if (!isThere || !(await mayRead(ports, actor, evidence.matchId))) throw refuse('not_found', { kind: 'evidence' });
  const file = evidence.file as EvidenceFile;
  return { ...file, fileName: evidenceFileName(id, file.contentType) };
}

/** Of who gives evidence; moderators only read. @throws DomainError not_found, not_a_participant. */
export async function refuseUnlessMayGive(ports: Ports, actor: Principal, matchId: Id<'match'>): Promise<void> {
  if (!(await isParty(ports, actor, matchId))) throw refuse('not_a_participant');
}

/** Moderators read what they find: a private tournament is hidden from them as from all others. */
async function mayRead(ports: Ports, actor: Principal, matchId: Id<'match'>): Promise<boolean> {
  if (await isParty(ports, actor, matchId)) return true;
  return hasRole(actor, 'moderator') && mayReadTournament(ports.db, actor, await tournamentOf(ports, matchId));
}

async function tournamentOf({ db }: Ports, matchId: Id<'match'>): Promise<Tournament> {
  const id = await findTournamentOf(db, matchId);
  const tournament = id === null ? null : await findTournament(db, id);
  if (tournament === null) throw refuse('not_found', { kind: 'match' });
  return tournament;
}

async function isParty(ports: Ports, actor: Principal, matchId: Id<'match'>): Promise<boolean> {
  const { db } = ports;
  const tournament = await tournamentOf(ports, matchId);
  if (await isInMatch(db, matchId, actor.playerId)) return true;
  return mayAct(actor, await readWithStaffRole(db, actor, tournament), 'referee');
}
