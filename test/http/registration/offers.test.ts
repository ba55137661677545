// Offers of a place with a time for the answer: who gets one, accepts, declines, or lets it lapse; and reminders.

import { expect, it } from 'vitest';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  credit,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  newKey,
  type Owner,
  outcomeOf,
} from '../../support/ledger/ledger.ts';
import { aLiveTournament, aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function aFullTournament(fields: Record<string, unknown> = {}, capacity = 2) {
  const stage = await aTournament({ capacity, entryFeeCoins: 50, offerMinutes: 30, ...fields });
  await move(stage, 'published', 'registration_open');
  const owners = await manyOwners(capacity, 50);
  const ids: string[] = [];
  for (const owner of owners) ids.push(await enter(stage, owner));
  return { stage, owners, ids };
}

const register = (stage: Stage, as: Person) => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} });
const enter = async (stage: Stage, as: Person): Promise<string> => ok(await register(stage, as), 201).id;
const cancel = (id: string | undefined, as: Owner | undefined) =>
  post(`/v1/registrations/${id}/cancellation`, { as: as as Owner, body: {} });
const answer = (id: string, as: Person, noun: 'acceptance' | 'refusal', headers = {}) =>
  post(`/v1/registrations/${id}/offer-${noun}`, { as, body: {}, headers });
const read = async (id: string, as: Person) => ok(await get(`/v1/registrations/${id}`, { as }), 200);
const eventsOf = async (stage: Stage): Promise<{ type: string; payload: Record<string, unknown>; seq: number }[]> =>
  ok(await get(`/v1/tournaments/${stage.id}/events`), 200).items;
/** Ends the open offers of the tournament. */
const endOffers = ({ id }: Stage) =>
  database.sql`UPDATE tournament_waitlist_offer SET ends_at = now() - interval '1 minute' WHERE tournament_id = ${id}`;

it('a free place is offered to the first who can pay, and is kept for the answer', async () => {
  const { stage, owners, ids } = await aFullTournament();
  const [poor, rich] = [await anOwner(49), await anOwner(50)];
  const [poorId, richId] = [await enter(stage, poor), await enter(stage, rich)];
  ok(await cancel(ids[0], owners[0]), 200);
  const offered = (await eventsOf(stage)).at(-1);
  expect([offered?.type, offered?.payload.registrationId]).toEqual(['waitlist_offer', richId]);
  const shown = await read(richId, rich);
  expect([shown.state, shown.waitlist]).toEqual([
    'waitlisted',
    { position: 2, length: 2, offerEndsAt: offered?.payload.endsAt },
  ]);
  expect([(await read(poorId, poor)).waitlist.offerEndsAt, await coinsOf(rich)]).toEqual([null, [50, 50]]);
  // The place is not free for others.
  expect(ok(await register(stage, await anOwner(50)), 201).state).toBe('waitlisted');
  expect(outcomeOf(await answer(richId, poor, 'acceptance'))).toEqual([403, 'forbidden']);
  expect(outcomeOf(await answer(poorId, poor, 'acceptance'))).toEqual([409, 'offer_not_open']);
  const headers = newKey();
  expect(ok(await answer(richId, rich, 'acceptance', headers), 200)).toEqual({ id: richId, state: 'confirmed' });
  expect(ok(await answer(richId, rich, 'acceptance', headers), 200)).toEqual({ id: richId, state: 'confirmed' });
  expect([await coinsOf(rich), await escrowOf(database.sql, stage.id)]).toEqual([[0, 0], 100]);
  expect((await eventsOf(stage)).at(-1)?.type).toBe('registration_promoted');
  await expectConsistentLedger(database.sql);
});

it('who declines waits behind all others, and the next one gets the offer', async () => {
  const { stage, owners, ids } = await aFullTournament();
  const [one, two] = [await anOwner(50), await anOwner(50)];
  const [oneId, twoId] = [await enter(stage, one), await enter(stage, two)];
  ok(await cancel(ids[0], owners[0]), 200);
  expect(ok(await answer(oneId, one, 'refusal'), 200)).toEqual({ id: oneId, state: 'waitlisted' });
  expect((await eventsOf(stage)).slice(-2).map(({ type, payload }) => [type, payload.registrationId])).toEqual([
    ['waitlist_offer_ended', oneId],
    ['waitlist_offer', twoId],
  ]);
  expect((await read(oneId, one)).waitlist).toEqual({ position: 2, length: 2, offerEndsAt: null });
  // Who gives up waiting gives up the offer.
  ok(await cancel(twoId, two), 200);
  expect((await eventsOf(stage)).at(-1)).toMatchObject({ type: 'waitlist_offer', payload: { registrationId: oneId } });
});

it('an offer ends at its deadline: for an answer at once, for the others by the next request or by cron', async () => {
  const { stage, owners, ids } = await aFullTournament();
  const [one, two] = [await anOwner(50), await anOwner(50)];
  const [oneId, twoId] = [await enter(stage, one), await enter(stage, two)];
  ok(await cancel(ids[0], owners[0]), 200);
  await endOffers(stage);
  expect((await read(oneId, one)).waitlist.offerEndsAt).toBeNull();
  expect(outcomeOf(await answer(oneId, one, 'acceptance'))).toEqual([409, 'offer_not_open']);
  expect((await eventsOf(stage)).slice(-2).map(({ type, payload }) => [type, payload.registrationId])).toEqual([
    ['waitlist_offer_ended', oneId],
    ['waitlist_offer', twoId],
  ]);
  await endOffers(stage);
  await tickCron();
  expect((await eventsOf(stage)).at(-1)).toMatchObject({ type: 'waitlist_offer', payload: { registrationId: oneId } });
  await endOffers(stage);
  ok(await register(stage, await anOwner(0)), 201);
  expect((await eventsOf(stage)).map(({ seq }) => seq)).toEqual((await eventsOf(stage)).map((_, index) => index + 1));
  expect(await coinsOf(one)).toEqual([50, 50]);
});

it('an acceptance without the coins changes nothing, and can be repeated until the deadline', async () => {
  const { stage, owners, ids } = await aFullTournament();
  const [one, peer] = [await anOwner(50), await anOwner(0)];
  const id = await enter(stage, one);
  ok(await cancel(ids[0], owners[0]), 200);
  const body = { fromWalletId: one.walletId, toWalletId: peer.walletId, amountCoins: 1 };
  ok(await post('/v1/transfers', { as: one, body, headers: newKey() }), 201);
  const refused = await answer(id, one, 'acceptance');
  expect(outcomeOf(refused)).toEqual([409, 'insufficient_funds']);
  expect(refused.body.facts).toMatchObject({ neededCoins: 50, availableCoins: 49 });
  await credit(one.walletId, 1);
  expect(ok(await answer(id, one, 'acceptance'), 200).state).toBe('confirmed');
});

it('a guest is placed behind open offers, and gets a place at once when it is next', async () => {
  const { stage, owners, ids } = await aFullTournament();
  const one = await anOwner(50);
  const id = await enter(stage, one);
  ok(await cancel(ids[0], owners[0]), 200);
  const body = { displayName: 'Walk-in' };
  const guest = await post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body });
  expect([guest.status, guest.body.registration?.state ?? guest.body.state]).toEqual([201, 'waitlisted']);
  ok(await answer(id, one, 'refusal'), 200);
  expect((await eventsOf(stage)).at(-1)).toMatchObject({
    type: 'registration_promoted',
    payload: { displayName: 'Walk-in', state: 'confirmed' },
  });
});

it('with approval the fee is held and the entrant is pending', async () => {
  const { stage, owners, ids } = await aFullTournament({ requiresApproval: true });
  for (const id of ids) ok(await post(`/v1/registrations/${id}/approval`, { as: stage.organizer, body: {} }), 200);
  const one = await anOwner(50);
  const id = await enter(stage, one);
  ok(await cancel(ids[0], owners[0]), 200);
  expect(ok(await answer(id, one, 'acceptance'), 200).state).toBe('pending');
  expect(await coinsOf(one)).toEqual([50, 0]);
});

it('several places at once: cancellations, answers and sign-ups never fill more than the capacity', async () => {
  const { stage, owners, ids } = await aFullTournament({}, 4);
  const waiting = await manyOwners(6, 50);
  const waitingIds: string[] = [];
  for (const owner of waiting) waitingIds.push(await enter(stage, owner));
  const late = await manyOwners(3, 50);
  const answers = await Promise.all([
    ...owners.slice(0, 3).map((owner, index) => cancel(ids[index], owner)),
    ...late.map((owner) => register(stage, owner)),
    ...waiting.map((owner, index) => answer(waitingIds[index] as string, owner, 'acceptance')),
  ]);
  for (const { status } of answers) expect([200, 201, 409]).toContain(status);
  for (const [index, owner] of waiting.entries())
    await answer(waitingIds[index] as string, owner, index % 2 === 0 ? 'acceptance' : 'refusal');
  const [row] = await database.sql<{ confirmed: number; counted: number; offers: number }[]>`
    SELECT (SELECT count(*)::int FROM tournament_registration r WHERE r.tournament_id = t.id AND r.state = 'confirmed') AS confirmed,
      confirmed_count AS counted, tournament_count_offers(id) AS offers FROM tournament_tournament t WHERE id = ${stage.id}`;
  expect(row?.confirmed).toBe(row?.counted);
  expect((row?.confirmed ?? 0) + (row?.offers ?? 0)).toBe(4);
  expect(await escrowOf(database.sql, stage.id)).toBe(50 * (row?.confirmed ?? 0));
  await expectConsistentLedger(database.sql);
});

it('at the start open offers end with the wait', async () => {
  const { stage, owners, ids } = await aFullTournament({ entryFeeCoins: 0 }, 3);
  const one = await anOwner(0);
  await enter(stage, one);
  ok(await cancel(ids[0], owners[0]), 200);
  await move(stage, 'registration_closed', 'live');
  const rows = await database.sql`SELECT 1 FROM tournament_waitlist_offer WHERE tournament_id = ${stage.id}`;
  expect(rows.length).toBe(0);
});

it('cron reminds of check-in, deadlines and matches that can be played, each once', async () => {
  const startsAt = new Date(Date.now() + 8 * 60_000).toISOString();
  const registrationClosesAt = new Date(Date.now() + 5 * 60_000).toISOString();
  const soon = await aTournament({ startsAt, registrationClosesAt, checkInMinutes: 30 });
  await move(soon, 'published', 'registration_open');
  const live = await aLiveTournament(4);
  const later = await aTournament({ checkInMinutes: 30 });
  await move(later, 'published', 'registration_open');
  await tickCron();
  await tickCron();
  const said = async (stage: Stage) => {
    const kinds = ['check_in_opened', 'deadline_near', 'match_ready'];
    return (await eventsOf(stage)).filter(({ type }) => kinds.includes(type));
  };
  expect((await said(soon)).map(({ type, payload }) => [type, payload.deadline, payload.endsAt])).toEqual([
    ['check_in_opened', undefined, startsAt],
    ['deadline_near', 'check_in', startsAt],
    ['deadline_near', 'registration', registrationClosesAt],
  ]);
  // The list of tournaments leaves these out; the unique row decides.
  for (const { id } of [soon, live]) {
    const [row] = await database.sql<{ events: unknown }[]>`SELECT tournament_remind(${id}, now()) AS events`;
    expect(row?.events).toEqual([]);
  }
  const ready = await said(live);
  expect(ready.map(({ type, payload }) => [type, (payload.registrationIds as string[]).length])).toEqual([
    ['match_ready', 2],
    ['match_ready', 2],
  ]);
  expect(await said(later)).toEqual([]);
  const seqs = (await eventsOf(live)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});
