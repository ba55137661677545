// Every act of an organizer works with a pool of one connection: inside a transaction nothing asks for a second one. In a larger pool, as
// many such acts at once as there are connections would wait for each other for ever.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor, Role } from '../../../src/core/actor.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { tournamentCreate } from '../../../src/tournaments/contract.ts';
import { reportResult } from '../../../src/tournaments/matches/report-result.ts';
import { payPrizes } from '../../../src/tournaments/payouts/pay-prizes.ts';
import { countTournament } from '../../../src/tournaments/rating-lists/change-rating-list.ts';
import { cancelRegistration } from '../../../src/tournaments/registration/cancel-registration.ts';
import { decideRegistration } from '../../../src/tournaments/registration/decide-registration.ts';
import { registerPlayer } from '../../../src/tournaments/registration/register-player.ts';
import { seedTournament } from '../../../src/tournaments/seeding/seed-tournament.ts';
import { cancelTournament } from '../../../src/tournaments/setup/cancel-tournament.ts';
import { createTournament } from '../../../src/tournaments/setup/create-tournament.ts';
import { moveTournament } from '../../../src/tournaments/setup/move-tournament.ts';
import { completeTournament } from '../../../src/tournaments/stages/complete-tournament.ts';
import { startTournament } from '../../../src/tournaments/stages/start-tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aClaim, newId, portsOf } from '../../support/isolate/ports.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const anActor = (role: Role): Actor => ({
  playerId: newId('player'),
  issuer: 'test',
  name: 'Name',
  roles: new Set([role]),
});

it('a tournament is run from its draft to its payout, and another one is cancelled', async () => {
  const [organizer, one, two] = [anActor('organizer'), anActor('player'), anActor('player')];
  const ports = () => portsOf(db, aClaim());
  const input = tournamentCreate.parse({
    title: 'Open',
    capacity: 2,
    requiresApproval: true,
    prizes: { kind: 'percent', places: [100] },
    registrationClosesAt: '2029-12-31T00:00:00Z',
    startsAt: '2030-01-01T00:00:00Z',
  });
  const enter = async (actor: Actor) => {
    const { id } = await registerPlayer(ports(), actor, { tournamentId, language: 'en' });
    await decideRegistration(ports(), organizer, { registrationId: id, state: 'confirmed' });
    return id;
  };
  const { id: tournamentId } = await createTournament(ports(), organizer, input);
  for (const state of ['published', 'registration_open'] as const)
    await moveTournament(ports(), organizer, { id: tournamentId, to: state });
  await cancelRegistration(ports(), one, await enter(one));
  await enter(one);
  await enter(two);
  await moveTournament(ports(), organizer, { id: tournamentId, to: 'registration_closed' });
  await seedTournament(ports(), organizer, tournamentId, { method: 'registration_order' });
  await countTournament(ports(), organizer, tournamentId, null);
  await startTournament(ports(), organizer, tournamentId);
  const [match] = await database.sql<
    { id: `mat_${string}` }[]
  >`SELECT id FROM tournament_match WHERE tournament_id = ${tournamentId}`;
  const result = { matchId: match?.id ?? 'mat_', scores: [2, 1] };
  await reportResult(ports(), organizer, { ...result, kind: 'decision' });
  await completeTournament(ports(), organizer, tournamentId);
  // The last step of a payout: the escrow has no coins.
  await expect(payPrizes(ports(), organizer, tournamentId)).rejects.toMatchObject({ code: 'escrow_short' });

  const { id: other } = await createTournament(ports(), organizer, { ...input, registrationClosesAt: null });
  await moveTournament(ports(), organizer, { id: other, to: 'published' });
  await cancelTournament(ports(), organizer, other);
});
