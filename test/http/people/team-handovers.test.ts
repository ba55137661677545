// A captain who hands the team over while or after it acts.

import { describe, expect, it } from 'vitest';
import { type Answer, call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, coinsOf, type Owner } from '../../support/ledger/ledger.ts';
import { aTeam, codeOf, enter, handOver, openForTeams, type Squad } from '../../support/people/teams.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

/** Both wait for the tournament; the first one gets it first. @returns the answers in their order. */
async function oneAfterTheOther(tournamentId: string, acts: readonly (() => Promise<Answer<{ code?: string }>>)[]) {
  const { waiting } = await database.sql.begin(async (sql) => {
    await sql`SELECT 1 FROM tournament_tournament WHERE id = ${tournamentId} FOR UPDATE`;
    const started: Promise<Answer<{ code?: string }>>[] = [];
    for (const act of acts) {
      started.push(act());
      await untilWaiting(database.sql, started.length);
    }
    return { waiting: started };
  });
  return Promise.all(waiting);
}

/** The captain acts while the handover waits. @returns the answer to the act. */
async function handedOverDuring(tournamentId: string, team: Squad, act: () => Promise<Answer<{ code?: string }>>) {
  const [handover, late] = await oneAfterTheOther(tournamentId, [() => handOver(team), act]);
  expect(handover?.status).toBe(200);
  return late as Answer<{ code?: string }>;
}

/** Two teams in a match. */
async function aTeamMatch() {
  const stage = await openForTeams();
  const teams = [await aTeam('Padma', 2), await aTeam('Meghna', 2)] as const;
  for (const team of teams) ok(await enter(stage, team), 201);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  const act = (noun: 'reports' | 'confirmations', as: Person | undefined, scores = [2, 0]) =>
    post(`/v1/matches/${match?.id}/${noun}`, { as, body: { scores } });
  return { stage, teams, act };
}

describe('a team that is handed over after its report', () => {
  it('does not confirm it: the report is now that of the new captain, who may correct it', async () => {
    const { teams, act } = await aTeamMatch();
    const [team, rival] = teams;
    ok(await act('reports', team.captain), 200);
    ok(await handOver(team), 200);
    expect(codeOf(await act('confirmations', team.others[0]))).toEqual([403, 'own_report']);
    expect(ok(await act('reports', team.others[0], [2, 1]), 200)).toMatchObject({ outcome: 'corrected' });
    expect(ok(await act('confirmations', rival.captain, [2, 1]), 200)).toMatchObject({ state: 'completed' });
  });

  it('does not confirm it either where both came at one moment', async () => {
    const { stage, teams, act } = await aTeamMatch();
    const [team] = teams;
    const answers = await oneAfterTheOther(stage.id, [() => act('reports', team.captain), () => handOver(team)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(codeOf(await act('confirmations', team.others[0]))).toEqual([403, 'own_report']);
  });
});

describe('a captain who hands the team over while an act waits', () => {
  it('does not withdraw it any more', async () => {
    const stage = await openForTeams();
    const teams = [await aTeam('Padma', 2), await aTeam('Meghna', 2)];
    const [id] = await Promise.all(teams.map(async (team) => ok(await enter(stage, team), 201).id));
    await move(stage, 'registration_closed', 'live');
    const team = teams[0] as Squad;
    const withdraw = (as?: Person) => post(`/v1/registrations/${id}/withdrawals`, { as, body: {} });
    const late = await handedOverDuring(stage.id, team, () => withdraw(team.captain));
    expect(codeOf(late)).toEqual([403, 'forbidden']);
    ok(await withdraw(team.others[0]), 200);
  });

  it('does not pay for an offered place any more', async () => {
    const stage = await aTournament({ mode: 'team', rosterSize: 2, capacity: 2, entryFeeCoins: 5, offerMinutes: 30 });
    await move(stage, 'published', 'registration_open');
    const captains = await Promise.all([1, 2, 3].map(() => anOwner(5)));
    const teams = await Promise.all(captains.map((captain) => aTeam('Padma', 2, captain)));
    const ids: string[] = [];
    for (const team of teams) ids.push(ok(await enter(stage, team), 201).id);
    ok(await post(`/v1/registrations/${ids[0]}/cancellation`, { as: captains[0], body: {} }), 200);
    const accept = () => post(`/v1/registrations/${ids[2]}/offer-acceptance`, { as: captains[2], body: {} });
    expect(codeOf(await handedOverDuring(stage.id, teams[2] as Squad, accept))).toEqual([403, 'forbidden']);
    expect(await coinsOf(captains[2] as Owner)).toEqual([5, 5]);
  });

  it('does not ask for byes any more', async () => {
    const stage = await aTournament({
      ...{ mode: 'team', rosterSize: 2, capacity: 4, stages: [{ format: 'swiss', rounds: 3 }] },
    });
    await move(stage, 'published', 'registration_open');
    const teams = await Promise.all(['Padma', 'Meghna', 'Jamuna', 'Teesta'].map((name) => aTeam(name, 2)));
    const [id] = await Promise.all(teams.map(async (team) => ok(await enter(stage, team), 201).id));
    await move(stage, 'registration_closed', 'live');
    const team = teams[0] as Squad;
    const body = { byes: [{ round: 2, points: 'zero' }] };
    const ask = () => call('PUT', `/v1/registrations/${id}/stages/1/byes`, { as: team.captain, body });
    expect(codeOf(await handedOverDuring(stage.id, team, ask))).toEqual([403, 'forbidden']);
  });
});
