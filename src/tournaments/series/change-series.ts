// Use cases: an organizer creates and changes a series, and adds and removes tournaments. Tournaments are added by who runs both.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import type { Sql } from '../../db/client.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { inTransaction } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { mayRunSeries } from '../permission.ts';
import { refuseUnlessMayCreate } from '../setup/create-tournament.ts';
import { insertAudit } from '../store.ts';
import { type Series, seriesTournamentsMax } from './series.ts';
import {
  addTournament,
  countTournaments,
  findSeries,
  insertSeries,
  lockSeries,
  removeTournament,
  updateSeries,
} from './series-store.ts';

export type SeriesSettings = Pick<Series, 'title' | 'points' | 'countedResults'>;

/** @throws DomainError forbidden. */
export function createSeries(ports: Ports, actor: Actor, settings: SeriesSettings): Promise<Series> {
  refuseUnlessMayCreate(actor);
  const createdAt = ports.clock();
  const series: Series = { ...settings, id: ports.newId('series'), organizerId: actor.playerId, createdAt };
  return runAct(ports, async (sql) => {
    await insertSeries(sql, series);
    await insertAudit(sql, auditOf(ports, actor, series.id, 'series.created'));
    return { outcome: series };
  });
}

/** `change` sees the series as it is when it is locked. @throws DomainError not_found, forbidden. */
export function changeSeries(
  ports: Ports,
  actor: Actor,
  id: Id<'series'>,
  change: (current: Series) => SeriesSettings,
): Promise<Series> {
  return inTransaction(ports.db, async (sql) => {
    const current = await lockOwn(sql, actor, id);
    const changed = { ...current, ...change(current) };
    await updateSeries(sql, changed);
    await insertAudit(sql, auditOf(ports, actor, id, 'series.changed'));
    return changed;
  });
}

export interface SeriesMember {
  readonly seriesId: Id<'series'>;
  readonly tournamentId: Id<'tournament'>;
}

/** Repeated, it changes nothing. @throws DomainError not_found, forbidden, state_conflict, limit_reached. */
export async function addToSeries(ports: Ports, actor: Actor, member: SeriesMember): Promise<void> {
  const { seriesId, tournamentId } = member;
  await authorizeSeries(ports, actor, seriesId);
  await authorizeRun(ports.db, actor, tournamentId);
  const added = inTransaction(ports.db, async (sql) => {
    await lockOwn(sql, actor, seriesId);
    if (!(await addTournament(sql, seriesId, tournamentId))) return;
    if ((await countTournaments(sql, seriesId)) > seriesTournamentsMax)
      throw limitReached('seriesTournament', seriesTournamentsMax);
    await insertAudit(sql, auditOf(ports, actor, seriesId, 'series.tournament_added', tournamentId));
  });
  await added.catch((error: unknown) => {
    if (brokenConstraint(error) === 'sandbox_stays_apart') throw refuse('state_conflict', { isSandbox: true });
    throw error;
  });
}

/** @throws DomainError not_found, forbidden. */
export function removeFromSeries(ports: Ports, actor: Actor, { seriesId, tournamentId }: SeriesMember): Promise<void> {
  return inTransaction(ports.db, async (sql) => {
    await lockOwn(sql, actor, seriesId);
    if (!(await removeTournament(sql, seriesId, tournamentId))) throw refuse('not_found', { kind: 'tournament' });
    await insertAudit(sql, auditOf(ports, actor, seriesId, 'series.tournament_removed', tournamentId));
  });
}

/** @throws DomainError not_found, forbidden. */
export async function authorizeSeries({ db }: Ports, actor: Actor, id: Id<'series'>): Promise<void> {
  refuseUnlessOwn(actor, await findSeries(db, id));
}

async function lockOwn(sql: Sql, actor: Actor, id: Id<'series'>): Promise<Series> {
  const series = await lockSeries(sql, id);
  refuseUnlessOwn(actor, series);
  return series;
}

function refuseUnlessOwn(actor: Actor, series: Series | null): asserts series is Series {
  if (series === null) throw refuse('not_found', { kind: 'series' });
  if (!mayRunSeries(actor, series)) throw refuse('forbidden', { needs: 'organizer of this series' });
}

type SeriesAct = 'series.created' | 'series.changed' | 'series.tournament_added' | 'series.tournament_removed';

function auditOf(ports: Ports, actor: Actor, id: Id<'series'>, event: SeriesAct, tournamentId?: Id<'tournament'>) {
  const row = { id: ports.newId('audit'), actorId: actor.playerId, refId: id, createdAt: ports.clock() };
  if (event === 'series.created' || event === 'series.changed') return { ...row, event };
  return { ...row, event, meta: { tournamentId: tournamentId ?? null } };
}
