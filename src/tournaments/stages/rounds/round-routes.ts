// HTTP route of pairing: ask for the next round.

import { routesFor } from '../../../http/route.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { authorizeRun } from '../../authorize-run.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { stageNumbers } from '../contract.ts';
import { roundShape } from './contract.ts';
import { type RoundRequest, requestRound } from './request-round.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { pairRound(round: RoundRequest): Promise<void> };
}

const route = routesFor<Services>();

export const roundRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/stages/:stage/rounds',
    name: 'pairRound',
    summary: 'Pair the next round of a Swiss stage; its matches exist soon afterwards',
    description:
      'The first round is paired when the stage starts; this asks for each later one, when all matches are over. The answer comes before the round is paired. When the event `round_paired` is sent, its matches exist.',
    ifMatchOf: 'readStage',
    permission: permissions.run,
    params: { id: 'tournament', stage: stageNumbers },
    answers: { 202: roundShape },
    problems: ['state_conflict', 'matches_open', 'round_not_pairable'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id),
    async handle({ services: { ports, jobs }, actor, params: { id, stage } }) {
      const { unpaired, ...round } = await requestRound(ports, actor, id, Number(stage));
      await jobs.pairRound(round);
      return {
        status: 202,
        body: { stage: round.stage, round: round.round, unpaired: [...unpaired], state: 'pairing' as const },
        headers: { location: `/v1/tournaments/${id}/matches` },
      };
    },
  }),
];
