// Use cases: the organizer changes a tournament that nobody could register for yet, or deletes a draft. Each statement writes only if the
// row is still the one that was judged; otherwise it is read and judged again.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { closeEscrow } from '../../economy/escrow/close-escrow.ts';
import { refusalForPlan } from '../../economy/escrow/prize-split.ts';
import { openEscrow } from '../../economy/wallets/open-wallet.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseUnlessRuns } from '../authorize-run.ts';
import type { StaffAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { stateAt, type Tournament, type TournamentState } from '../tournament.ts';
import { deleteDraft, findVersion, updateTournament } from './change-store.ts';
import type { NewTournament } from './create-tournament.ts';

/** More simultaneous changes of one tournament than people make. */
const triesMax = 8;

/** @returns the new settings. Judges the condition of the request too. @throws DomainError invalid_request, precondition_failed. */
export type JudgeChange = (current: Tournament) => Promise<NewTournament>;

/** @throws DomainError not_found, forbidden, state_conflict, and what `judge` throws. */
export function changeTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  judge: JudgeChange,
): Promise<Tournament> {
  return untilWritten(ports, actor, { id, act: 'run', allowed: ['draft', 'published'] }, async (current, version) => {
    const settings = await judge(current);
    const planRefusal = settings.prizes === null ? null : refusalForPlan(settings.prizes);
    if (planRefusal !== null) throw planRefusal;
    const changed = { ...current, ...settings };
    const fields = changedFields(current, settings);
    if (fields.length === 0) return current;
    const audit = auditOf(ports, actor, { event: 'tournament.changed', refId: id, meta: { fields: fields.join(',') } });
    const isWritten = await inTransaction(ports.db, async (sql) => {
      if (!(await updateTournament(sql, changed, version, audit))) return false;
      if (changed.entryFee > 0n || changed.prizes !== null) await openEscrow(sql, ports, id);
      return true;
    });
    return isWritten ? changed : null;
  });
}

/** The draft and its stage are gone, its audit rows stay. @throws DomainError not_found, forbidden, state_conflict, and what `judge` throws. */
export async function deleteTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  judge: (current: Tournament) => Promise<void>,
): Promise<void> {
  await untilWritten(ports, actor, { id, act: 'own', allowed: ['draft'] }, async (current, version) => {
    await judge(current);
    const audit = auditOf(ports, actor, { event: 'tournament.deleted', refId: id });
    return inTransaction(ports.db, async (sql) => {
      if (!(await deleteDraft(sql, id, version, audit))) return null;
      await closeEscrow(sql, ports, actor, id);
      return current;
    });
  });
}

interface Change {
  readonly id: Id<'tournament'>;
  readonly act: StaffAct;
  readonly allowed: readonly TournamentState[];
}

/** A removal of staff gives the row another version, as every event does: then the actor is judged again. */
async function untilWritten<T>(
  ports: Ports,
  actor: Actor,
  { id, act, allowed }: Change,
  write: (current: Tournament, version: string) => Promise<T | null>,
): Promise<T> {
  let state: TournamentState | undefined;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const found = await findVersion(ports.db, id);
    const tournament = found === null ? null : await readWithStaffRole(ports.db, actor, found.tournament);
    refuseUnlessRuns(actor, tournament, act);
    if (found === null) break;
    state = stateAt(found.tournament, ports.clock());
    if (!allowed.includes(state)) break;
    const written = await write(found.tournament, found.version);
    if (written !== null) return written;
  }
  throw refuse('state_conflict', { state: state ?? null, needs: allowed });
}

function changedFields(current: Tournament, settings: NewTournament): string[] {
  const names = Object.keys(settings) as (keyof NewTournament)[];
  return names.filter((name) => textOf(current[name]) !== textOf(settings[name]));
}

function auditOf(
  ports: Ports,
  actor: Actor,
  row:
    | { event: 'tournament.changed'; refId: string; meta: { fields: string } }
    | { event: 'tournament.deleted'; refId: string },
): AuditRow {
  return { ...row, id: ports.newId('audit'), actorId: actor.playerId, createdAt: ports.clock() };
}

/** Equal values have equal texts: fields are in the order of their names. */
function textOf(value: unknown): string {
  const isRecord = (part: unknown): part is object => typeof part === 'object' && part !== null && !Array.isArray(part);
  return JSON.stringify(value, (_, part) => {
    if (typeof part === 'bigint') return String(part);
    return isRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part;
  });
}
