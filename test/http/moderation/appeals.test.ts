// Appeals: who may send and decide one, how often and until when, and what each outcome does to the sanction.

import { beforeAll, expect, it } from 'vitest';
import { aKnownPerson, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, enter, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [moderator, another]: Person[] = [];

beforeAll(async () => {
  [moderator, another] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
});

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const text = 'I was not at the keyboard that evening.';
const tryToAppeal = (id: string, as: Person, body: object = { text }) =>
  post(`/v1/sanctions/${id}/appeals`, { as, body });
const appeal = async (id: string, as: Person) => ok(await tryToAppeal(id, as), 201);
const rule = (id: string, body: object, as = another) =>
  post(`/v1/moderation/appeals/${id}/rulings`, { as, body: { statement: 'Looked at again.', ...body } });
const phaseOf = async (id: string) => ok(await get(`/v1/sanctions/${id}`, { as: moderator }), 200).phase;

/** The points that count, then what became of each strike, the newest first. */
const strikesOf = async ({ id }: Person) => {
  const { points, items } = ok(await get(`/v1/players/${id}/strikes`, { as: moderator }), 200);
  return [points, ...items.map(({ state }: { state: string }) => state)];
};

async function aSanctioned(fields: object = {}) {
  const player = await aKnownPerson();
  const terms = { playerId: player.id, kind: 'ban', reasonCode: 'cheating', statement: 'Seen.', endsAt: inHours(48) };
  return { player, sanction: ok(await post('/v1/sanctions', { as: moderator, body: { ...terms, ...fields } }), 201) };
}

it('each sanction is appealed once, also by twenty requests at once, and only by its player', async () => {
  const { player, sanction } = await aSanctioned();
  ok(await tryToAppeal(sanction.id, await aPerson()), 404);
  const answers = await Promise.all(Array.from({ length: 20 }, () => tryToAppeal(sanction.id, player)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  expect(ok(await get(`/v1/sanctions/${sanction.id}/appeals`, { as: player }), 200)).toMatchObject({
    text,
    outcome: null,
  });
  ok(await get(`/v1/sanctions/${sanction.id}/appeals`, { as: await aPerson() }), 404);
});

it('an appeal has 20 to 2,000 characters', async () => {
  const { player, sanction } = await aSanctioned();
  for (const length of [0, 19, 2001, 100_000])
    ok(await tryToAppeal(sanction.id, player, { text: 'a'.repeat(length) }), 422);
  ok(await tryToAppeal(sanction.id, player, { text: 'a'.repeat(20) }), 201);
});

it('an appeal waits as the catalogue says, comes within the window, and never after the end', async () => {
  const early = await aSanctioned({ reasonCode: 'no_shows' });
  expect(ok(await tryToAppeal(early.sanction.id, early.player), 409).code).toBe('state_conflict');
  const late = await aSanctioned({ endsAt: inHours(24 * 365) });
  await database.sql`ALTER TABLE sanction_record DISABLE TRIGGER keep_sanction_terms`;
  await database.sql`UPDATE sanction_record SET created_at = now() - interval '14 days 1 second' WHERE id = ${late.sanction.id}`;
  await database.sql`ALTER TABLE sanction_record ENABLE TRIGGER keep_sanction_terms`;
  ok(await tryToAppeal(late.sanction.id, late.player), 409);
  const over = await aSanctioned();
  ok(await post(`/v1/sanctions/${over.sanction.id}/revocation`, { as: moderator, body: { reason: 'Wrong.' } }), 200);
  ok(await tryToAppeal(over.sanction.id, over.player), 409);
});

it('who imposed or confirmed the sanction, the player, and who plays in its tournament do not decide', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const rival = await aPerson({ roles: ['moderator'] });
  await enter(stage, [rival]);
  const { player, sanction } = await aSanctioned({ tournamentId: stage.id, endsAt: null });
  ok(await post(`/v1/sanctions/${sanction.id}/confirmation`, { as: another }), 200);
  const { id } = await appeal(sanction.id, player);
  for (const as of [moderator, another, player])
    expect(ok(await rule(id, { outcome: 'upheld' }, as), 403).code).toBe('forbidden');
  expect(ok(await rule(id, { outcome: 'upheld' }, rival), 403).code).toBe('conflict_of_interest');
  ok(await rule(id, { outcome: 'upheld' }, await aPerson({ roles: ['moderator'] })), 200);
  expect(await phaseOf(sanction.id)).toBe('in_force');
});

it('lifted ends the sanction, reduced ends it earlier, and a second ruling is refused', async () => {
  const lifted = await aSanctioned();
  const first = await appeal(lifted.sanction.id, lifted.player);
  const rulings = await Promise.all([rule(first.id, { outcome: 'lifted' }), rule(first.id, { outcome: 'upheld' })]);
  expect(rulings.map(({ status }) => status).sort()).toEqual([200, 409]);
  const isLifted = rulings[0].status === 200;
  expect(await phaseOf(lifted.sanction.id)).toBe(isLifted ? 'revoked' : 'in_force');

  const { player, sanction } = await aSanctioned();
  const { id } = await appeal(sanction.id, player);
  for (const endsAt of [inHours(-1), sanction.endsAt, inHours(49)])
    expect(ok(await rule(id, { outcome: 'reduced', endsAt }), 422).code).toBe('invalid_request');
  ok(await rule(id, { outcome: 'reduced' }), 422);
  ok(await rule(id, { outcome: 'upheld', endsAt: inHours(1) }), 422);
  const end = inHours(1);
  ok(await rule(id, { outcome: 'reduced', endsAt: end }), 200);
  const { items } = ok(await get('/v1/me/sanctions', { as: player }), 200);
  expect(items.map(({ phase, endsAt }: { phase: string; endsAt: string }) => [phase, endsAt])).toEqual([
    ['in_force', end],
    ['revoked', sanction.endsAt],
  ]);
  ok(await rule(id, { outcome: 'lifted' }), 409);
  expect(await strikesOf(player)).toEqual([6, 'counts', 'revoked']);
  expect([items[0].earlierId, items[0].startsAt]).toEqual([sanction.id, sanction.startsAt]);
  // Both are one decision for its player: it was appealed once.
  expect(ok(await tryToAppeal(items[0].id, player), 409).code).toBe('state_conflict');
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const refused = ok(
    await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: { displayName: 'A' } }),
    403,
  );
  expect(refused.facts).toMatchObject({ sanctionId: items[0].id, appealAt: null });
  expect(items[0].statement).toBe('Seen.');
  const { en, bn } = items[0].statementOfReasons;
  expect(en).toContain('Facts: Seen.');
  expect(en).toContain(`It continues the sanction ${sanction.id}, which ends earlier after an appeal.`);
  expect(en).toContain('this one cannot be appealed');
  expect(bn).toContain('আর আপিল করা যাবে না');
  ok(await post(`/v1/sanctions/${items[0].id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } }), 200);
  expect(await strikesOf(player)).toEqual([0, 'revoked', 'revoked']);
});

it('a strike that was dismissed does not come back with a reduced sanction, and a lifted one has none', async () => {
  for (const [outcome, dismissed, strikes] of [
    [{ outcome: 'reduced', endsAt: inHours(1) }, true, [0, 'revoked']],
    [{ outcome: 'lifted' }, false, [0, 'revoked']],
  ] as const) {
    const { player, sanction } = await aSanctioned();
    const dismissal = { as: moderator, body: { reason: 'A first one.' } };
    if (dismissed) ok(await post(`/v1/sanctions/${sanction.id}/strike-dismissal`, dismissal), 200);
    ok(await rule((await appeal(sanction.id, player)).id, outcome), 200);
    expect(await strikesOf(player)).toEqual(strikes);
  }
});

it('a sanction that was revoked meanwhile is not reduced, also at once; its appeal may still be upheld or lifted', async () => {
  const revoke = (id: string) =>
    post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } });
  for (let round = 0; round < 4; round += 1) {
    const { player, sanction } = await aSanctioned();
    const { id } = await appeal(sanction.id, player);
    const reduce = () => rule(id, { outcome: 'reduced', endsAt: inHours(1) });
    const answers =
      round === 0 ? [await revoke(sanction.id), await reduce()] : await Promise.all([revoke(sanction.id), reduce()]);
    const statuses = answers.map(({ status }) => status).join(' ');
    expect(['200 422', '409 200']).toContain(statuses);
    const { items } = ok(await get('/v1/me/sanctions', { as: player }), 200);
    expect(items.map(({ phase }: { phase: string }) => phase)).toEqual(
      statuses === '200 422' ? ['revoked'] : ['in_force', 'revoked'],
    );
    if (statuses === '200 422') ok(await rule(id, { outcome: 'lifted' }), 200);
  }
});

it('open appeals are listed oldest first, for moderators, until they are decided', async () => {
  const sent: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { player, sanction } = await aSanctioned();
    sent.push((await appeal(sanction.id, player)).id);
  }
  ok(await rule(sent[1] as string, { outcome: 'upheld' }), 200);
  const list = async () => ok(await get('/v1/moderation/appeals?limit=100', { as: moderator }), 200).items;
  const open = (await list()).map(({ id }: { id: string }) => id).filter((id: string) => sent.includes(id));
  expect(open).toEqual([sent[0], sent[2]]);
  ok(await get('/v1/moderation/appeals', { as: await aPerson() }), 403);
});
