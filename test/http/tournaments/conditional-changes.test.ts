// Changes at once: If-Match with the ETag of a read, and changes of different fields.

import { describe, expect, it } from 'vitest';
import { readIfMatch } from '../../../src/http/etag.ts';
import { ValidationError } from '../../../src/http/problem.ts';
import { aPerson, call, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';
import { auditOf, change, etagOf, faults, pathOf, read, remove } from '../../support/tournaments/tournament-change.ts';

useDatabase();

describe('If-Match', () => {
  it('with the ETag of the read changes, with another one refuses', async () => {
    const stage = await aTournament();
    const etag = await etagOf(stage);
    ok(await change(stage, { title: 'First' }, { 'if-match': etag }), 200);
    for (const stale of [etag, '"other"', '""', `W/${etag}`]) {
      const { status, body } = await change(stage, { title: 'Second' }, { 'if-match': stale });
      expect([status, body.code]).toEqual([412, 'precondition_failed']);
    }
    expect(ok(await read(stage), 200).title).toBe('First');
    ok(await change(stage, { title: 'Third' }, { 'if-match': `"other", ${await etagOf(stage)}` }), 200);
    ok(await change(stage, { title: 'Fourth' }, { 'if-match': '*' }), 200);
  });

  it.each(['nonsense', '"', '"a', 'a"', '* "a"', '"a" "b"', '"a", b', 'w/"a"', '"a b"'])(
    'that is no condition is refused as malformed: %s',
    async (header) => {
      const stage = await aTournament();
      const { status, body } = await change(stage, { title: 'Second' }, { 'if-match': header });
      expect([status, body.code, faults(body)]).toEqual([422, 'invalid_request', ['If-Match']]);
      expect(ok(await read(stage), 200).title).toBe('Autumn Open');
    },
  );

  // workerd leaves If-Match without a value out of the request, so that only other platforms see it: test/platform/deno.test.ts.
  it('that is empty is no condition either', () => {
    for (const header of ['', ' ', ',', 'W/', '*, "a"', '"a" "b"'])
      expect(() => readIfMatch(header)).toThrow(ValidationError);
    for (const header of ['*', ' * ', '""', '"a"', 'W/"a" , "b,c"', '"a",\t"b"', ',"a",,"b" , '])
      expect(readIfMatch(header)).toBe(header);
    expect(readIfMatch(undefined)).toBe(null);
  });

  // RFC 9110 section 13.1.1: `*` is a condition of its own. As a part of a tag it is a character like others.
  it('`*` holds for what is there, and is nothing inside of a tag', async () => {
    const stage = await aTournament();
    const codeOf = async (path: string, method: string, body: object, ifMatch: string) =>
      (await call(method, path, { as: stage.organizer, body, headers: { 'if-match': ifMatch } })).body?.code ?? 'done';
    for (const tag of ['"x,*,y"', '"*"', 'W/"*"'])
      expect([tag, await codeOf(pathOf(stage), 'PATCH', { title: 'Second' }, tag)]).toEqual([
        tag,
        'precondition_failed',
      ]);
    const plan = { maps: ['A'], steps: [{ kind: 'pick', by: 'a' }] };
    const veto = `${pathOf(stage)}/stages/1/veto`;
    // There is no plan yet, so nothing matches.
    expect(await codeOf(veto, 'PUT', plan, '*')).toBe('precondition_failed');
    ok(await call('PUT', veto, { as: stage.organizer, body: plan }), 200);
    expect(await codeOf(veto, 'PUT', plan, '*')).toBe('done');
    // Without the condition the answer would be 404, so it is (section 13.2.1).
    expect(await codeOf('/v1/tournaments/trn_00000000000000000000000000', 'PATCH', { title: 'A' }, '*')).toBe(
      'not_found',
    );
  });

  it('of several changes at once lets exactly one through', async () => {
    const stage = await aTournament();
    const headers = { 'if-match': await etagOf(stage) };
    const titles = ['A', 'B', 'C', 'D', 'E', 'F'];
    const answers = await Promise.all(titles.map((title) => change(stage, { title }, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const won = answers.find(({ status }) => status === 200)?.body.title;
    expect(ok(await read(stage), 200).title).toBe(won);
    expect(await auditOf(stage)).toHaveLength(2);
  });

  it('is judged for changes of state, as the tournament is when the act begins', async () => {
    const stage = await aTournament();
    const moveTo = (to: string, etag: string, key = crypto.randomUUID()) =>
      post(`${pathOf(stage)}/transitions`, {
        as: stage.organizer,
        body: { to },
        headers: { 'if-match': etag, 'idempotency-key': key },
      });
    const stale = await etagOf(stage);
    ok(await change(stage, { title: 'Changed' }), 200);
    for (const to of ['published', 'live', 'completed', 'cancelled'])
      expect([to, (await moveTo(to, stale)).body.code]).toEqual([to, 'precondition_failed']);
    expect(ok(await read(stage), 200).state).toBe('draft');
    const current = await etagOf(stage);
    ok(await moveTo('published', current, 'published-once'), 200);
    // The answer to the first request may have been lost.
    const again = await moveTo('published', current, 'published-once');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect((await moveTo('registration_open', current)).body.code).toBe('precondition_failed');
    ok(await moveTo('registration_open', '*'), 200);
    const stranger = await aPerson({ roles: ['organizer'] });
    const headers = { 'if-match': '"other"' };
    const foreign = await post(`${pathOf(stage)}/transitions`, { as: stranger, body: { to: 'cancelled' }, headers });
    expect(foreign.body.code).toBe('forbidden');
  });

  it('of changes of state and of settings at once lets exactly one through', async () => {
    const stage = await aTournament();
    const headers = { 'if-match': await etagOf(stage) };
    const publish = () =>
      post(`${pathOf(stage)}/transitions`, { as: stage.organizer, body: { to: 'published' }, headers });
    const answers = await Promise.all([
      publish(),
      change(stage, { title: 'A' }, headers),
      publish(),
      change(stage, { title: 'B' }, headers),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('is judged for deletions too', async () => {
    const stage = await aTournament();
    const etag = await etagOf(stage);
    ok(await change(stage, { title: 'Changed' }), 200);
    expect((await remove(stage, { 'if-match': etag })).body.code).toBe('precondition_failed');
    expect((await remove(stage, { 'if-match': await etagOf(stage) })).status).toBe(204);
  });
});

it('changes of different fields at once are all kept', async () => {
  const stage = await aTournament();
  const changes = [{ title: 'New' }, { game: 'Go' }, { capacity: 16 }, { issuer: null }];
  for (const answer of await Promise.all(changes.map((body) => change(stage, body)))) ok(answer, 200);
  expect(ok(await read(stage), 200)).toMatchObject(Object.assign({}, ...changes));
});
