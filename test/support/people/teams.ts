// Teams: forming and joining them, entering them, and handing them over.

import { type Answer, aPerson, call, type Person, post } from '../isolate/api.ts';
import { aTournament, move, ok, type Stage } from '../tournaments/tournament.ts';

export const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];

export interface Squad {
  readonly id: string;
  readonly joinCode: string;
  readonly captain: Person;
  readonly others: Person[];
}

export async function aTeam(name: string, size: number, founder?: Person): Promise<Squad & { readonly name: string }> {
  const captain = founder ?? (await aPerson({ name: `Captain of ${name}` }));
  const team = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
  const others = await Promise.all(Array.from({ length: size - 1 }, () => aPerson()));
  for (const as of others) await join(team, as);
  return { ...team, name, captain, others };
}
export const idsOf = ({ members }: { members: readonly { playerId: string }[] }) =>
  members.map(({ playerId }) => playerId);
export const join = async (team: { id: string; joinCode: string }, as: Person) =>
  ok(await post(`/v1/teams/${team.id}/members`, { as, body: { joinCode: team.joinCode } }), 201);
export const enter = (stage: Stage, team: { id: string; captain: Person }, body: object = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as: team.captain, body: { teamId: team.id, ...body } });

export async function openForTeams(rosterSize = 2): Promise<Stage> {
  const stage = await aTournament({ mode: 'team', rosterSize, capacity: 4 });
  await move(stage, 'published', 'registration_open');
  return stage;
}

export const handOver = (team: Squad) =>
  call('PUT', `/v1/teams/${team.id}/captain`, { as: team.captain, body: { playerId: team.others[0]?.id } });
