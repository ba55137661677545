// A complete tournament over HTTP, from creation to the verification of certificates.

import { describe, expect, it } from 'vitest';
import { untilIssued } from '../support/certificates/certificates.ts';
import { aPerson, get, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aTournament, matchesOf, move, ok, people, playAllMatches } from '../support/tournaments/tournament.ts';

const database = useDatabase();

describe('a tournament of 13', () => {
  it('runs from creation to publicly verifiable certificates', async () => {
    const entrants = 13;
    const stage = await aTournament({ capacity: entrants, waitlistCapacity: 0 });
    await move(stage, 'published', 'registration_open');
    const players = await people(entrants + 3);
    const path = `/v1/tournaments/${stage.id}/registrations`;
    const body = { language: 'bn' };
    const answers = await Promise.all(players.map((player) => post(path, { as: player, body })));
    const registered = players.filter((_, index) => answers[index]?.status === 201);
    expect(registered).toHaveLength(entrants);
    expect(answers.filter((answer) => answer.status === 409).map((answer) => answer.body.code)).toEqual(
      Array(3).fill('tournament_full'),
    );

    await move(stage, 'registration_closed');
    ok(
      await post(`/v1/tournaments/${stage.id}/seeding`, {
        as: stage.organizer,
        body: { method: 'random', seed: 'drum' },
      }),
      200,
    );
    await move(stage, 'live');
    expect(await playAllMatches({ ...stage, players: registered })).toBe(12);
    await move(stage, 'completed');

    const { items: placements } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
    expect(placements).toHaveLength(entrants);
    expect(placements.filter((placement: { rank: number }) => placement.rank === 1)).toHaveLength(1);

    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const { items } = await untilIssued(stage);
    expect(items).toHaveLength(entrants);
    const winner = items.find((item: { type: string }) => item.type === 'winner');
    const seen = ok(await get(`/c/${winner.code}`, { headers: { accept: 'application/json' } }), 200);
    expect(seen).toMatchObject({
      verdict: 'valid',
      fileCheck: 'matches',
      certificate: { printedName: winner.displayName, place: 1, language: 'bn' },
    });

    const holder = registered.find((player) => player.name === winner.displayName);
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['png', '\ufffdPNG'],
    ] as const) {
      const file = await get(`/v1/certificates/${winner.id}/file?as=${format}`, { as: holder });
      expect(file.status).toBe(200);
      expect(file.text.slice(0, 4)).toBe(magic);
      expect(file.headers.get('etag')).toBe(`"${seen.files[format].sha256}"`);
    }
    ok(await get(`/v1/certificates/${winner.id}/file`, { as: await aPerson() }), 403);
  });
});

it('every privileged act writes one audit row', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'cancelled');
  const moderator = await aPerson({ roles: ['moderator'] });
  const { items } = ok(await get(`/v1/moderation/audit?refType=tournament&refId=${stage.id}`, { as: moderator }), 200);
  expect(items.map((item: { event: string; meta: { to?: string } }) => [item.event, item.meta.to])).toEqual([
    ['tournament.state_changed', 'cancelled'],
    ['tournament.state_changed', 'published'],
    ['tournament.created', undefined],
  ]);
  await expect(database.sql`DELETE FROM moderation_audit`).rejects.toThrow('append-only');
  expect(await matchesOf(stage)).toEqual([]);
});
