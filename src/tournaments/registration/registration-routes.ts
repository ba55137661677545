// HTTP routes of a registration: roster, cancellation, approval, rejection.

import { Hono } from 'hono';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../../http/context.ts';
import { readId, readJson } from '../../http/validate.ts';
import type { Ports } from '../../outbox/ports.ts';
import { registrationEnd } from '../contract.ts';
import { mayCancelRegistration, mayDecideRegistration } from '../permission.ts';
import { findTournament } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { cancelRegistration } from './cancel-registration.ts';
import { decideRegistration } from './decide-registration.ts';
import { type Entrant, findEntrant } from './entrant-store.ts';
import { showRegistration } from './show-registration.ts';
import { showRoster } from './show-roster.ts';

interface Services {
  readonly ports: Ports;
}

export const registrationRoutes = new Hono<ApiEnv<Services>>()
  .get('/:id', async (c) => c.json(await showRegistration(c.env.services.ports, actorOf(c), readId(c, 'registration'))))
  .get('/:id/roster', async (c) =>
    c.json({ items: await showRoster(c.env.services.ports, c.get('actor'), readId(c, 'registration')) }),
  )
  .post('/:id/cancellation', async (c) => {
    const [actor, id] = [actorOf(c), readId(c, 'registration')];
    const { reason } = await readJson(c, registrationEnd, () => refuseUnlessMay(c, mayCancelRegistration));
    await cancelRegistration(c.env.services.ports, actor, id, reason);
    return c.json({ id, state: 'cancelled' });
  })
  .post('/:id/approval', (c) => decide(c, 'confirmed'))
  .post('/:id/rejection', (c) => decide(c, 'rejected'));

async function decide(c: ApiContext<Services>, state: 'confirmed' | 'rejected'): Promise<Response> {
  const [actor, id] = [actorOf(c), readId(c, 'registration')];
  const { reason } = await readJson(c, registrationEnd, () => refuseUnlessMay(c, mayDecideRegistration));
  await decideRegistration(c.env.services.ports, actor, { registrationId: id, state, reason });
  return c.json({ id, state });
}

type MayAct = (actor: Actor, entrant: Entrant & { readonly tournament: Tournament }) => boolean;

/** @throws DomainError not_found, forbidden. */
async function refuseUnlessMay(c: ApiContext<Services>, mayAct: MayAct): Promise<void> {
  const { db } = c.env.services.ports;
  const entrant = await findEntrant(db.sql, readId(c, 'registration'));
  const tournament = entrant === null ? null : await findTournament(db, entrant.tournamentId);
  if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  if (!mayAct(actorOf(c), { ...entrant, tournament })) throw refuse('forbidden');
}
