// Rules of moderation and their trials, and a player who can do each recorded act.

import { addSeconds, type Instant, systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import { runTrials } from '../../../src/moderation/trials/run-trials.ts';
import { recordedActs } from '../../../src/sanctions/rules/rule.ts';
import { aPerson, call, get, known, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { anOwner, type Owner, transfer } from '../ledger/ledger.ts';
import { aTournament, enter, matchesOf, move, ok, type Stage } from '../tournaments/tournament.ts';

const terms = { title: 'Warned players wait', acts: [...recordedActs], kinds: ['warn'] };
export const anHourAgo = () => addSeconds(systemClock(), -3600);

async function invite(stage: Stage, player: Person): Promise<string> {
  const path = `/v1/tournaments/${stage.id}/staff`;
  ok(await post(path, { as: stage.organizer, body: { playerId: player.id, role: 'referee' } }), 201);
  return `${path}/${player.id}/acceptance`;
}

/** @param current is read at each act: a test file makes its people after this is called. */
export function ruleActs(current: () => { database: TestDatabase; db: Database; admin: Person; moderator: Person }) {
  const tryToDeclare = (fields: object = {}, as = current().admin) =>
    post('/v1/moderation/rules', { as, body: { ...terms, ...fields } });
  const declare = async (fields: object = {}) => ok(await tryToDeclare(fields), 201);
  const tryToSwitch = (rule: { id: string; version: number }, state: string, as = current().admin) =>
    call('PUT', `/v1/moderation/rules/${rule.id}/state`, { as, body: { version: rule.version, state } });
  const change = async (...sent: Parameters<typeof tryToSwitch>) => ok(await tryToSwitch(...sent), 200);
  const trialsOf = async (rule: { id: string }) =>
    ok(await get(`/v1/moderation/rules/${rule.id}/trials`, { as: current().admin }), 200).items;
  const refusalsOf = async (trial: { id: string }, query = '') =>
    ok(await get(`/v1/moderation/trials/${trial.id}/refusals${query}`, { as: current().admin }), 200);
  const backTest = (rule: { id: string }, from: Instant, to: Instant = systemClock()) =>
    post(`/v1/moderation/rules/${rule.id}/trials`, { as: current().admin, body: { from, to } });
  const sanction = async (player: Person, fields: object = {}) => {
    await known(player);
    const body = { playerId: player.id, kind: 'warn', reasonCode: 'other', statement: 'Said.', ...fields };
    return ok(await post('/v1/sanctions', { as: current().moderator, body }), 201);
  };
  /** The cron two minutes later: by then acts that were done are committed. */
  const judgeAll = () => runTrials({ db: current().db, clock: () => addSeconds(systemClock(), 120) });
  /** A player who can do each recorded act, in the order of the list. */
  async function anActor() {
    const player: Owner = await anOwner(50);
    const friend = await anOwner(50);
    const [open, checked] = [await aTournament(), await aTournament({ checkInMinutes: 30 })];
    await move(open, 'published', 'registration_open');
    await move(checked, 'published', 'registration_open');
    await enter(checked, [player, friend]);
    await current().database
      .sql`UPDATE tournament_tournament SET starts_at = now() + interval '20 minutes' WHERE id = ${checked.id}`;
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    await enter(stage, [player, friend]);
    await move(stage, 'registration_closed', 'live');
    const [match] = await matchesOf(stage);
    const { items } = ok(await get(`/v1/tournaments/${checked.id}/registrations`), 200);
    const entry = items.find(({ playerId }: { playerId: string }) => playerId === player.id);
    const [acceptance, another] = [await invite(open, player), await invite(checked, player)];
    const host = await aPerson({ roles: ['organizer'] });
    const acts = {
      register: () => post(`/v1/tournaments/${open.id}/registrations`, { as: player, body: {} }),
      check_in: () => post(`/v1/registrations/${entry.id}/check-in`, { as: player }),
      report: () => post(`/v1/matches/${match?.id}/reports`, { as: player, body: { scores: [2, 1] } }),
      transfer: () => transfer(player, friend, 5),
      staff: () => post(another, { as: player, body: {} }),
      host: () =>
        post('/v1/tournaments', { as: host, body: { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' } }),
    };
    return { player, host, friend, acts, acceptance, stage, open };
  }
  return { tryToDeclare, declare, tryToSwitch, change, trialsOf, refusalsOf, backTest, sanction, judgeAll, anActor };
}
