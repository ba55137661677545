// Use cases: the organizer changes settings of a tournament, each until it matters (setting-rules.ts), or deletes a draft. Each statement
// writes only if the row is still the one that was judged; otherwise it is read and judged again.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { closeEscrow } from '../../economy/escrow/close-escrow.ts';
import { refusalForPlan } from '../../economy/escrow/prize-split.ts';
import { openEscrow } from '../../economy/wallets/open-wallet.ts';
import { currencyOf } from '../../economy/wallets/wallet.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseUnlessRuns } from '../authorize-run.ts';
import type { StaffAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { insertEvent } from '../store.ts';
import { isPublished, stateAt, type Tournament, type TournamentState } from '../tournament.ts';
import { promoteWaitlist } from '../waitlist/promote-waitlists.ts';
import { applySchedule } from './apply-schedule.ts';
import { deleteDraft, findVersion, updateTournament, type Version } from './change-store.ts';
import type { NewTournament } from './create-tournament.ts';
import { changeableStates, isSettingOpen } from './setting-rules.ts';

/** More simultaneous changes of one tournament than people make. */
const triesMax = 8;

/** @returns the new settings. @throws DomainError invalid_request. */
export type JudgeChange = (current: Tournament) => NewTournament;

/** @throws DomainError not_found, forbidden, state_conflict, and what `judge` throws. */
export async function changeTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  judge: JudgeChange,
): Promise<Tournament> {
  // What is due by time comes first, so that the stored state is the present one.
  await applySchedule(ports, id);
  return untilWritten(ports, actor, { id, act: 'run', allowed: changeableStates }, async (found) => {
    const current = found.tournament;
    const settings = judge(current);
    const planRefusal = settings.prizes === null ? null : refusalForPlan(settings.prizes);
    if (planRefusal !== null) throw planRefusal;
    const fields = changedFields(current, settings);
    if (fields.length === 0) return current;
    refuseUnlessOpen(found, fields);
    refuseUnlessRoom(current, settings);
    if (current.isSandbox && settings.visibility === 'public')
      throw refuse('state_conflict', { field: 'visibility', isSandbox: true });
    return writeSettings(ports, actor, { ...found, tournament: { ...current, ...settings } }, fields);
  });
}

/** @throws DomainError state_conflict. */
function refuseUnlessOpen({ tournament: { state }, hasEntrants }: Version, fields: readonly Setting[]): void {
  const fixed = fields.filter((field) => !isSettingOpen(field, { state, hasEntrants })).map(wireName);
  if (fixed.length > 0) throw refuse('state_conflict', { state, hasEntrants, fixed });
}

/** Places are not taken from those who have them. @throws DomainError state_conflict. */
function refuseUnlessRoom({ confirmedCount, waitlistedCount }: Tournament, settings: NewTournament): void {
  if (settings.capacity < confirmedCount) throw refuse('state_conflict', { field: 'capacity', confirmedCount });
  if (settings.waitlistCapacity < waitlistedCount)
    throw refuse('state_conflict', { field: 'waitlistCapacity', waitlistedCount });
}

/** null: the row has changed since. More places go to those who wait. */
async function writeSettings(
  ports: Ports,
  actor: Actor,
  { tournament, version }: Version,
  fields: readonly Setting[],
): Promise<Tournament | null> {
  const { id } = tournament;
  const audit = auditOf(ports, actor, { event: 'tournament.changed', refId: id, meta: { fields: fields.join(',') } });
  const events = await inTransaction(ports.db, async (sql) => {
    if (!(await updateTournament(sql, { tournament, fields, version, audit }))) return null;
    if (tournament.entryFee > 0n || tournament.prizes !== null)
      await openEscrow(sql, ports, id, currencyOf(tournament));
    // Nobody follows a draft.
    if (!isPublished(tournament)) return [];
    const row = { id: ports.newId('event'), type: 'tournament_changed' as const, createdAt: ports.clock() };
    return [await insertEvent(sql, id, row, { fields: fields.map(wireName) })];
  });
  if (events === null) return null;
  ports.publish(events.map(toEvent));
  if (fields.includes('capacity') && tournament.waitlistedCount > 0) await promoteWaitlist(ports, id);
  const written = await findVersion(ports.db, id);
  invariant(written !== null, 'a tournament that was changed is there');
  return written.tournament;
}

type Setting = keyof NewTournament;

/** As the API calls it. */
const wireName = (field: Setting): string => (field === 'entryFee' ? 'entryFeeCoins' : field);

/** The draft and its stage are gone, its audit rows stay. @throws DomainError not_found, forbidden, state_conflict. */
export async function deleteTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await untilWritten(ports, actor, { id, act: 'own', allowed: ['draft'] }, async ({ tournament: current, version }) => {
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
  write: (found: Version) => Promise<T | null>,
): Promise<T> {
  let state: TournamentState | undefined;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const found = await findVersion(ports.db, id);
    const tournament = found === null ? null : await readWithStaffRole(ports.db, actor, found.tournament);
    refuseUnlessRuns(actor, tournament, act);
    if (found === null) break;
    state = stateAt(found.tournament, ports.clock());
    if (!allowed.includes(state)) break;
    const written = await write(found);
    if (written !== null) return written;
  }
  throw refuse('state_conflict', { state: state ?? null, needs: allowed });
}

function changedFields(current: Tournament, settings: NewTournament): Setting[] {
  const names = Object.keys(settings) as Setting[];
  return names.filter((name) => textOf(planOf(name, current)) !== textOf(planOf(name, settings)));
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

/** Of stages the plan, without their states. */
function planOf(name: Setting, of: NewTournament): unknown {
  return name === 'stages' ? of.stages.map(({ state: _, ...plan }) => plan) : of[name];
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
