// HTTP routes of tournaments, their registrations, brackets and placements.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { toPage } from '../core/page.ts';
import { run } from '../db/transaction.ts';
import { showPrizes } from '../economy/escrow/show-prizes.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { cacheable, created } from '../http/reply.ts';
import { readId, readJson, readPage } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { authorizeRun } from './authorize-run.ts';
import {
  payoutCreate,
  prizesJson,
  registrationCreate,
  resultCreate,
  seedingCreate,
  tournamentCreate,
  tournamentJson,
  tournamentTransition,
} from './contract.ts';
import { findMatch, listMatches } from './matches/match-store.ts';
import { refuseOutsider, reportResult } from './matches/report-result.ts';
import type { ResultKind } from './matches/result.ts';
import { payPrizes } from './payouts/pay-prizes.ts';
import { mayRunTournament } from './permission.ts';
import { registerPlayer } from './registration/register-player.ts';
import { listRegistrations } from './registration/registration-store.ts';
import { cancelTournament } from './setup/cancel-tournament.ts';
import { createTournament, refuseUnlessMayCreate } from './setup/create-tournament.ts';
import { moveTournament } from './setup/move-tournament.ts';
import { completeTournament } from './stages/complete-tournament.ts';
import { seedTournament } from './stages/seed-tournament.ts';
import { startTournament } from './stages/start-tournament.ts';
import { findTournament, listPlacements, listRanked, listTournaments } from './store.ts';
import { isPublic, type Tournament } from './tournament.ts';

interface Services {
  readonly ports: Ports;
}

export const tournamentRoutes = new Hono<ApiEnv<Services>>()
  .post('/', async (c) => {
    const actor = actorOf(c);
    const input = await readJson(c, tournamentCreate, () => refuseUnlessMayCreate(actor));
    const tournament = await createTournament(c.env.services.ports, actor, input);
    return created(c, tournamentJson(tournament, c.env.services.ports.clock()), `/v1/tournaments/${tournament.id}`);
  })
  .get('/', async (c) => {
    const page = readPage(c);
    const { db, clock } = c.env.services.ports;
    const [now, rows] = [clock(), await listTournaments(db, page)];
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return cacheable(c, { items: items.map((tournament) => tournamentJson(tournament, now)), nextCursor });
  })
  .get('/:id', async (c) => cacheable(c, tournamentJson(await readTournament(c), c.env.services.ports.clock())))
  .post('/:id/transitions', async (c) => {
    const id = readId(c, 'tournament');
    const { ports } = c.env.services;
    const actor = actorOf(c);
    const { to } = await readJson(c, tournamentTransition, () => organizerOnly(c));
    if (to === 'live') await startTournament(ports, actor, id);
    else if (to === 'completed') await completeTournament(ports, actor, id);
    else if (to === 'cancelled') await cancelTournament(ports, actor, id);
    else await moveTournament(ports, actor, id, to);
    return c.json({ id, state: to });
  })
  .post('/:id/registrations', async (c) => {
    const input = { tournamentId: readId(c, 'tournament'), ...(await readJson(c, registrationCreate)) };
    const registration = await registerPlayer(c.env.services.ports, actorOf(c), input);
    return created(c, registration, `/v1/registrations/${registration.id}`);
  })
  .get('/:id/registrations', async (c) => {
    const { id } = await readTournament(c);
    const page = readPage(c);
    const rows = await listRegistrations(c.env.services.ports.db, id, page);
    return cacheable(
      c,
      toPage(rows, page.limit, (row) => row.id),
    );
  })
  .post('/:id/seeding', async (c) => {
    const input = await readJson(c, seedingCreate, () => organizerOnly(c));
    const order = await seedTournament(c.env.services.ports, actorOf(c), readId(c, 'tournament'), input);
    return c.json({ method: input.method, seed: input.seed ?? null, order });
  })
  .get('/:id/matches', async (c) => {
    const { id } = await readTournament(c);
    return cacheable(c, { items: await listMatches(c.env.services.ports.db, id) });
  })
  .post('/:id/payouts', async (c) => {
    await readJson(c, payoutCreate, () => organizerOnly(c));
    const isPaidNow = await payPrizes(c.env.services.ports, actorOf(c), readId(c, 'tournament'));
    return c.json(await readPrizes(c), isPaidNow ? 201 : 200);
  })
  .get('/:id/prizes', async (c) => cacheable(c, await readPrizes(c)))
  .get('/:id/placements', async (c) => {
    const { id } = await readTournament(c);
    return cacheable(c, { items: await listPlacements(c.env.services.ports.db, id) });
  });

/** @throws DomainError not_found, also for drafts of other organizers. */
async function readTournament(c: ApiContext<Services>): Promise<Tournament> {
  const id: Id<'tournament'> = readId(c, 'tournament');
  const tournament = await findTournament(c.env.services.ports.db, id);
  const actor = c.get('actor');
  const isVisible =
    tournament !== null && (isPublic(tournament) || (actor !== null && mayRunTournament(actor, tournament)));
  if (!isVisible) throw refuse('not_found', { kind: 'tournament' });
  return tournament;
}

function organizerOnly(c: ApiContext<Services>): Promise<void> {
  return authorizeRun(c.env.services.ports.db, actorOf(c), readId(c, 'tournament'));
}

async function readPrizes(c: ApiContext<Services>) {
  const { db } = c.env.services.ports;
  const tournament = await readTournament(c);
  const ranked = await run(() => listRanked(db.sql, tournament.id));
  return prizesJson(tournament, await showPrizes(db.sql, tournament.id, ranked));
}

async function postResult(c: ApiContext<Services>, kind: ResultKind): Promise<Response> {
  const matchId = readId(c, 'match');
  const actor = actorOf(c);
  const verdict = await reportResult(c.env.services.ports, actor, {
    matchId,
    kind,
    ...(await readJson(c, resultCreate, () => refuseUnlessMayReport(c, kind))),
  });
  return c.json({ matchId, ...verdict });
}

/** @throws DomainError not_found, not_a_participant. */
async function refuseUnlessMayReport(c: ApiContext<Services>, kind: ResultKind): Promise<void> {
  const { db } = c.env.services.ports;
  const [actor, match] = [actorOf(c), await findMatch(db, readId(c, 'match'))];
  const tournament = match === null ? null : await findTournament(db, match.tournamentId);
  if (match === null || tournament === null) throw refuse('not_found', { kind: 'match' });
  const isSide = [match.entrantA?.playerId, match.entrantB?.playerId].includes(actor.playerId);
  if (!(kind === 'decision' ? mayRunTournament(actor, tournament) : isSide)) throw refuseOutsider(actor, tournament);
}

export const matchRoutes = new Hono<ApiEnv<Services>>()
  .get('/:id', async (c) => {
    const match = await findMatch(c.env.services.ports.db, readId(c, 'match'));
    if (match === null) throw refuse('not_found', { kind: 'match' });
    return cacheable(c, match);
  })
  .post('/:id/reports', (c) => postResult(c, 'report'))
  .post('/:id/confirmations', (c) => postResult(c, 'confirm'))
  .post('/:id/decisions', (c) => postResult(c, 'decision'));
