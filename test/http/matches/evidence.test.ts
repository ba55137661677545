// Evidence for the result of a match: who gives and reads it, what is refused, and what a failing store or an erasure leaves.

import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { undeclaredAtEdge } from '../../support/isolate/edge-answers.ts';
import { loseStore, restoreStore } from '../../support/isolate/failing-store.ts';
import { aBracket } from '../../support/tournaments/brackets.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const png = (note: string) =>
  Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new TextEncoder().encode(note));
const link = { url: 'https://video.test/42?t=7' };

let cup: Awaited<ReturnType<typeof aBracket>>;
let match: string;
let sides: readonly [Person, Person];
let outsider: Person;

beforeAll(async () => {
  cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
  const { id, slots } = await cup.match('1.1.0');
  match = id;
  const personIn = (slot: number) =>
    cup.players.find((player) => player.id === slots[slot]?.entrant?.playerId) as Person;
  sides = [personIn(0), personIn(1)];
  outsider = cup.players.find((player) => !sides.includes(player)) as Person;
});

/** Checks the answer against its declaration, as `call` does. */
async function upload(as: Person | undefined, bytes: Uint8Array, headers: Record<string, string> = {}, to = match) {
  const path = `/v1/matches/${to}/evidence/files`;
  const response = await exports.default.fetch(`https://laurel.test${path}`, {
    method: 'POST',
    body: bytes,
    headers: { ...(as === undefined ? {} : { authorization: `Bearer ${as.token}` }), ...headers },
  });
  const [{ status, headers: own }, text] = [response, await response.text()];
  expect(undeclaredAtEdge('POST', path, { status, headers: own, text })).toBeNull();
  return { status, text, headers: own, body: JSON.parse(text) };
}

const download = (id: string, as: Person | undefined, headers: Record<string, string> = {}) =>
  exports.default.fetch(`https://laurel.test/v1/evidence/${id}/file`, {
    headers: { ...(as === undefined ? {} : { authorization: `Bearer ${as.token}` }), ...headers },
  });

const listed = async (as: Person) => ok(await get(`/v1/matches/${match}/evidence`, { as }), 200).items;

describe('evidence', () => {
  it('is a link or a file of an entrant or of staff, read by both sides and staff, and by nobody else', async () => {
    const given = ok(await post(`/v1/matches/${match}/evidence`, { as: sides[0], body: link }), 201);
    expect(given).toMatchObject({ matchId: match, playerId: sides[0].id, url: link.url, file: null });
    const bytes = png('a screenshot');
    const file = ok(await upload(sides[1], bytes, { 'content-type': 'text/html' }), 201);
    expect(file).toMatchObject({ url: null, file: { contentType: 'image/png', sizeBytes: bytes.length } });
    ok(await upload(cup.organizer, png('of the organizer')), 201);
    for (const reader of [...sides, cup.organizer, await aPerson({ roles: ['moderator'] })]) {
      expect((await listed(reader)).map(({ playerId }: { playerId: string }) => playerId)).toEqual([
        sides[0].id,
        sides[1].id,
        cup.organizer.id,
      ]);
      const answer = await download(file.id, reader);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="evidence-${file.id.slice(4)}.png"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=300, no-transform',
      });
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    }
    for (const as of [outsider, await aPerson(), await aPerson({ roles: ['organizer'] })]) {
      expect(codeOf(await get(`/v1/matches/${match}/evidence`, { as }))).toBe('403 not_a_participant');
      expect(codeOf(await post(`/v1/matches/${match}/evidence`, { as, body: link }))).toBe('403 not_a_participant');
      expect(codeOf(await upload(as, png('mine')))).toBe('403 not_a_participant');
      expect((await download(file.id, as)).status).toBe(404);
    }
    expect([(await upload(undefined, bytes)).status, (await download(file.id, undefined)).status]).toEqual([401, 401]);
    expect((await get(`/v1/matches/${match}/evidence`)).status).toBe(401);
  });

  it('is an event without who gave it and what it is, and an audit row where staff gave it', async () => {
    const event = async (type: string, id: string) =>
      (
        await database.sql`SELECT payload FROM event_outbox WHERE type = ${type} AND payload ->> 'evidenceId' = ${id}`
      ).map(({ payload }) => payload);
    const audit = (id: string) =>
      database.sql`SELECT actor_id, ref_id FROM moderation_audit WHERE event = 'match.evidence_added' AND meta ->> 'evidenceId' = ${id}`;
    const own = ok(await upload(sides[0], png('a screen')), 201);
    ok(await upload(sides[0], png('a screen')), 201);
    expect([await event('evidence_added', own.id), await audit(own.id)]).toEqual([
      [{ matchId: match, evidenceId: own.id }],
      [],
    ]);
    const given = { as: cup.organizer, body: { url: 'https://video.test/staff' } };
    const ofStaff = ok(await post(`/v1/matches/${match}/evidence`, given), 201);
    expect([await event('evidence_added', ofStaff.id), await audit(ofStaff.id)]).toEqual([
      [{ matchId: match, evidenceId: ofStaff.id }],
      [{ actor_id: cup.organizer.id, ref_id: match }],
    ]);
  });

  it('is judged by its content: what it is not is refused, whatever its name says', async () => {
    const text = (words: string) => new TextEncoder().encode(words);
    const box = (brand: string) => Uint8Array.of(0, 0, 0, 24, ...text(`ftyp${brand}`), 0, 0, 0, 0);
    const headers = { 'content-type': 'image/png' };
    for (const bytes of [text('GIF89a'), text('<html>'), text('MZ'), box('qt  '), box('heic'), new Uint8Array()])
      expect(codeOf(await upload(sides[0], bytes, headers))).toBe('415 unsupported_file');
    const kinds = [text('%PDF-1.7'), box('isom'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)];
    for (const [index, contentType] of ['application/pdf', 'video/mp4', 'image/jpeg'].entries())
      expect(ok(await upload(sides[0], kinds[index] as Uint8Array), 201).file.contentType).toBe(contentType);
    expect(codeOf(await upload(sides[0], new Uint8Array(5_020_000)))).toBe('413 payload_too_large');
    const tooLarge = new Uint8Array(5_000_001);
    tooLarge.set(png(''));
    expect(codeOf(await upload(sides[0], tooLarge))).toBe('413 payload_too_large');
    for (const url of [
      'http://video.test/',
      'javascript:alert(1)',
      'ftp://a.test',
      'https://',
      `https://a.test/${'x'.repeat(2000)}`,
    ])
      expect(codeOf(await post(`/v1/matches/${match}/evidence`, { as: sides[0], body: { url } }))).toBe(
        '422 invalid_request',
      );
  });

  it('given again is the piece that is there; a person has ten for a match, under concurrency too', async () => {
    const bracket = await aBracket(2, { stages: [{ format: 'single_elimination' }] });
    const { id } = (await bracket.matches())[0] as { id: string };
    const [first] = bracket.players as [Person];
    const one = ok(await upload(first, png('0'), {}, id), 201);
    expect(ok(await upload(first, png('0'), {}, id), 201)).toEqual(one);
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, index) => upload(first, png(`of ${index}`), {}, id)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(201), ...Array(5).fill(409)]);
    const { items } = ok(await get(`/v1/matches/${id}/evidence`, { as: first }), 200);
    expect(items).toHaveLength(10);
    const again = await post(`/v1/matches/${id}/evidence`, { as: first, body: link });
    expect([codeOf(again), again.body.facts]).toEqual(['409 limit_reached', { kind: 'ownEvidence', limit: 10 }]);
  });

  it('needs a match whose entrants are known, in a tournament that is live', async () => {
    const { id } = await cup.match('1.2.0');
    expect(codeOf(await post(`/v1/matches/${id}/evidence`, { as: cup.organizer, body: link }))).toBe(
      '409 match_not_open',
    );
    const over = await aBracket(2, { stages: [{ format: 'single_elimination' }] });
    const [only] = await over.matches();
    ok(await over.decide('1.1.0', 2, 1), 200);
    ok(await post(`/v1/tournaments/${over.id}/transitions`, { as: over.organizer, body: { to: 'completed' } }), 200);
    expect(codeOf(await upload(over.organizer, png('late'), {}, only?.id))).toBe('409 match_not_open');
  });

  it('that no store takes is not shown, and the same request goes on when one is back', async () => {
    const before = (await listed(sides[0])).length;
    await loseStore();
    const failed = await upload(sides[0], png('in the storm'));
    await restoreStore();
    expect([failed.status, (await listed(sides[0])).length]).toEqual([503, before]);
    const { id } = ok(await upload(sides[0], png('in the storm')), 201);
    expect((await listed(sides[0])).map((each: { id: string }) => each.id)).toContain(id);
    expect((await download(id, sides[1])).status).toBe(200);
    const rows = await database.sql`
      SELECT 1 FROM tournament_evidence e JOIN object_item o ON o.key = e.object_key AND o.acknowledged_at IS NOT NULL WHERE e.id = ${id}`;
    expect(rows).toHaveLength(1);
  });

  it('of an erased person is gone with its files, also the same file that another one keeps; a legal hold keeps it', async () => {
    const bracket = await aBracket(2, { stages: [{ format: 'single_elimination' }] });
    const { id } = (await bracket.matches())[0] as { id: string };
    const [first, second] = bracket.players as [Person, Person];
    const gone = ok(await upload(first, png('both'), {}, id), 201);
    const held = ok(await upload(first, png('held'), {}, id), 201);
    const linked = ok(await post(`/v1/matches/${id}/evidence`, { as: first, body: link }), 201);
    const kept = ok(await upload(second, png('both'), {}, id), 201);
    await database.sql`
      UPDATE object_item SET is_held = true WHERE key = (SELECT object_key FROM tournament_evidence WHERE id = ${held.id})`;
    const [{ key } = { key: '' }] = await database.sql<{ key: string }[]>`
      SELECT object_key AS key FROM tournament_evidence WHERE id = ${gone.id}`;
    ok(await call('DELETE', `/v1/players/${first.id}/personal-data`, { as: first }), 204);
    const { items } = ok(await get(`/v1/matches/${id}/evidence`, { as: bracket.organizer }), 200);
    expect(items.map((each: { id: string }) => each.id)).toEqual([held.id, kept.id]);
    const removed = await database.sql`
      SELECT payload ->> 'evidenceId' AS id FROM event_outbox WHERE type = 'evidence_removed' AND payload ->> 'matchId' = ${id} ORDER BY seq`;
    expect(removed.map((row) => row.id)).toEqual([gone.id, linked.id]);
    expect((await download(gone.id, second)).status).toBe(404);
    expect((await download(kept.id, second)).status).toBe(200);
    const [object] =
      await database.sql`SELECT deleted_at IS NOT NULL AS gone, r2_status FROM object_item WHERE key = ${key}`;
    expect(object).toEqual({ gone: true, r2_status: 'unwanted' });
  });
});
