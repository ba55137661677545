// An Idempotency-Key on acts on certificates: the same key gives the first answer, whatever has happened since.

import { beforeAll, describe, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let stage: Stage & { players: Person[] };
let certificates: { id: string; registrationId: string }[];

beforeAll(async () => {
  stage = await aLiveTournament(8);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  certificates = (await untilIssued(stage)).items;
});

const reason = 'Under review by the league';
/** Each test has a certificate of its own. */
const next = () => certificates.shift() as { id: string; registrationId: string };
const ask = (path: string, body: object, headers = newKey()) =>
  post(path, { as: stage.organizer, body, headers }) as Promise<Answer<Record<string, unknown>>>;
const stateOf = async (id: string) => (await get(`/v1/certificates/${id}`, { as: stage.organizer })).body.state;
const countAudit = async (refId: string) =>
  (await database.sql`SELECT 1 FROM moderation_audit WHERE ref_id = ${refId}`).length;

/** Acts, lets `meanwhile` happen, and acts again with the same key. */
async function actTwice(refId: string, path: string, body: object, meanwhile: () => Promise<unknown>) {
  const headers = newKey();
  const first = await ask(path, body, headers);
  expect(first.status).toBeLessThan(300);
  await meanwhile();
  const rows = await countAudit(refId);
  const again = await ask(path, body, headers);
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect([first, again].map((answer) => answer.headers.get('location'))).toEqual(
    Array(2).fill(first.headers.get('location')),
  );
  expect([first, again].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  expect(await countAudit(refId)).toBe(rows);
  return first;
}

describe('the same key gives the first answer and acts once', () => {
  it('for a suspension that has ended since', async () => {
    const { id } = next();
    const path = `/v1/certificates/${id}`;
    const first = await actTwice(id, `${path}/suspension`, { reason }, () =>
      ask(`${path}/reinstatement`, { reason: 'Cleared' }),
    );
    expect([first.body.state, await stateOf(id)]).toEqual(['suspended', 'active']);
  });

  it('for a reinstatement of a certificate that was revoked since', async () => {
    const { id } = next();
    const path = `/v1/certificates/${id}`;
    ok(await ask(`${path}/suspension`, { reason }), 200);
    const first = await actTwice(id, `${path}/reinstatement`, { reason: 'Cleared' }, () =>
      ask(`${path}/revocation`, { reason }),
    );
    expect([first.body.state, await stateOf(id)]).toEqual(['active', 'revoked']);
  });

  it('for a revocation, also after a download', async () => {
    const { id } = next();
    const first = await actTwice(id, `/v1/certificates/${id}/revocation`, { reason }, async () => {
      await database.sql`UPDATE certificate_certificate SET download_count = 7 WHERE id = ${id}`;
    });
    expect([first.body.state, first.body.downloadCount]).toEqual(['revoked', 0]);
  });

  it('for a replacement, which has one successor', async () => {
    const { id } = next();
    const first = await actTwice(id, `/v1/certificates/${id}/replacement`, { displayName: 'Ada King' }, () =>
      untilIssued(stage),
    );
    expect(first.headers.get('location')).toBe(`/v1/certificates/${first.body.id}`);
    const rows = await database.sql`SELECT 1 FROM certificate_certificate WHERE replaces_id = ${id}`;
    expect(rows).toHaveLength(1);
  });

  it('for issuing, which issues a revoked certificate again only once', async () => {
    const { id, registrationId } = next();
    ok(await ask(`/v1/certificates/${id}/revocation`, { reason }), 200);
    const path = `/v1/tournaments/${stage.id}/certificates`;
    const first = await actTwice(stage.id, path, { registrationIds: [registrationId] }, () => untilIssued(stage));
    expect(first.headers.get('location')).toBe(path);
    expect(first.body.pending).toBe(1);
    const rows = await database.sql`SELECT 1 FROM certificate_certificate WHERE registration_id = ${registrationId}`;
    expect(rows).toHaveLength(2);
  });
});

it('a refused act leaves its key free', async () => {
  const { id } = next();
  const [path, headers] = [`/v1/certificates/${id}`, newKey()];
  expect((await ask(`${path}/reinstatement`, { reason }, headers)).body.code).toBe('state_conflict');
  ok(await ask(`${path}/suspension`, { reason }), 200);
  ok(await ask(`${path}/reinstatement`, { reason }, headers), 200);
});
