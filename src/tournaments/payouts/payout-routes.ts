// HTTP routes of prizes.

import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { listRanked } from '../store.ts';
import { prizesJson, prizesShape } from './contract.ts';
import { payPrizes } from './pay-prizes.ts';
import { prizeTable } from './prize-table.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const payoutRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/payouts',
    name: 'payPrizes',
    summary: 'Pay the prizes of a completed tournament, once',
    description:
      'Pays every prize from the escrow of the tournament to the wallets of the winners. A repeated request pays nothing twice; what cannot be paid yet is owed and tried again.',
    permission: permissions.own,
    limit: 'payout',
    scope: 'economy:payout',
    params: { id: 'tournament' },
    answers: { 200: prizesShape, 201: prizesShape },
    problems: [
      'tournament_not_completed',
      'review_required',
      'state_conflict',
      'escrow_short',
      'wallet_frozen',
      'insufficient_funds',
    ],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id, 'own'),
    async handle({ services: { ports }, actor, params }) {
      const { isPaidNow, plan, table } = await payPrizes(ports, actor, params.id);
      return { status: isPaidNow ? 201 : 200, body: prizesJson(plan, table) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/prizes',
    name: 'readPrizes',
    summary: 'Read the prize pool, what was paid and what is owed',
    description:
      'Answers the escrow of the tournament, the prizes that were paid and those that are owed. An owed prize says why it failed and when it is tried again.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: prizesShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { sql } = ports.db;
      const tournament = await readTournament(ports.db, actor, params.id);
      const ranked = await run(() => listRanked(sql, tournament.id));
      return { status: 200, body: prizesJson(tournament, await prizeTable(sql, tournament.id, ranked)) };
    },
  }),
];
