// Limits of count: the request that is one too many is refused with its own code, which says what is counted and how many may be.

import { describe, expect, it } from 'vitest';
import { liveKeysMax } from '../../../src/api-keys/api-key.ts';
import { type CountedKind, countedKinds } from '../../../src/core/limits.ts';
import { trialsAtOnceMax } from '../../../src/moderation/trials/trial.ts';
import { activeRulesMax } from '../../../src/sanctions/rules/rule.ts';
import { codesMax, listSizeMax } from '../../../src/tournaments/conditions/entry-condition.ts';
import { ownDisputesMax } from '../../../src/tournaments/disputes/dispute.ts';
import { matchEvidenceMax, ownEvidenceMax } from '../../../src/tournaments/evidence/evidence.ts';
import { sandboxesMax } from '../../../src/tournaments/sandbox/sandbox.ts';
import { seriesTournamentsMax } from '../../../src/tournaments/series/series.ts';
import { staffMax } from '../../../src/tournaments/staff/staff.ts';
import { endpointsMax } from '../../../src/webhooks/endpoints/endpoint.ts';
import { aReceiver } from '../../support/integrations/webhooks.ts';
import { type Answer, aPerson, call, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aBracket } from '../../support/tournaments/brackets.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const anOrganizer = () => aPerson({ roles: ['organizer'] });
const anAdmin = () => aPerson({ roles: ['admin'] });

/** Adds copies of a row, each with its own number in the given columns. */
async function copy(table: string, row: { readonly [column: string]: string }, count: number, changes: string) {
  const [[column, value]] = Object.entries(row) as [[string, string]];
  await database.sql.unsafe(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${changes}))).*
     FROM ${table} t, generate_series(1, ${count}) n WHERE t.${column} = '${value}'`,
  );
}

const idAfter = (prefix: string) => `'id', '${prefix}_' || lpad(n::text, 26, '0')`;

async function aMatch() {
  const cup = await aBracket(2, { stages: [{ format: 'single_elimination' }] });
  const { id } = (await cup.matches())[0] as { id: string };
  const [first, second] = cup.players as [Person, Person];
  const give = (as: Person, url = 'https://video.test/1') => post(`/v1/matches/${id}/evidence`, { as, body: { url } });
  return { cup, id, first, second, give };
}

const aRule = { title: 'Warned players wait', acts: ['host'], kinds: ['warn'] };

interface Limit {
  readonly limit: number;
  /** Makes as many as the limit allows, and sends the request for one more. */
  readonly oneTooMany: () => Promise<Answer<{ code?: string; facts?: unknown }>>;
}

const limits: Readonly<Record<CountedKind, Limit>> = {
  activeRule: {
    limit: activeRulesMax,
    async oneTooMany() {
      const as = await anAdmin();
      const { id } = ok(await post('/v1/moderation/rules', { as, body: aRule }), 201);
      await copy('sanction_rule', { id }, activeRulesMax, `${idAfter('rul')}, 'state', 'shadow'`);
      return call('PUT', `/v1/moderation/rules/${id}/state`, { as, body: { version: 1, state: 'shadow' } });
    },
  },
  allowListEntry: {
    limit: listSizeMax,
    async oneTooMany() {
      const { id, organizer: as } = await aTournament();
      await database.sql`
        INSERT INTO tournament_allowed_player
        SELECT ${id}, 'sha256:' || lpad(n::text, 64, '0'), now() FROM generate_series(1, ${listSizeMax}::integer) n`;
      const body = { add: [{ issuer: 'https://issuer.test', subject: 'one-more' }] };
      return post(`/v1/tournaments/${id}/allow-list`, { as, body });
    },
  },
  apiKey: {
    limit: liveKeysMax,
    async oneTooMany() {
      const as = await anOrganizer();
      const body = { name: 'Server', scopes: ['matches:read'] };
      const { apiKey } = ok(await post('/v1/api-keys', { as, body }), 201);
      await copy('api_key_record', { id: apiKey.id }, liveKeysMax - 1, idAfter('key'));
      return post('/v1/api-keys', { as, body });
    },
  },
  invitation: {
    limit: codesMax,
    async oneTooMany() {
      const { id, organizer: as } = await aTournament();
      const path = `/v1/tournaments/${id}/invitation-codes`;
      const code = ok(await post(path, { as, body: {} }), 201);
      const other = `${idAfter('inv')}, 'code_hash', lpad(n::text, 64, '0')`;
      await copy('tournament_invitation_code', { id: code.id }, codesMax - 1, other);
      return post(path, { as, body: {} });
    },
  },
  matchEvidence: {
    limit: matchEvidenceMax,
    async oneTooMany() {
      const { id, first, second, give } = await aMatch();
      ok(await give(first), 201);
      const other = `${idAfter('evd')}, 'url', 'https://video.test/of/' || n, 'player_id', 'ply_' || lpad((n % 7)::text, 26, '0')`;
      await copy('tournament_evidence', { match_id: id }, matchEvidenceMax - 1, other);
      return give(second);
    },
  },
  ownDispute: {
    limit: ownDisputesMax,
    async oneTooMany() {
      const { cup, id, second } = await aMatch();
      ok(await cup.report('1.1.0', 0, 2, 1), 200);
      const body = { reason: 'score_mismatch', text: 'Player 1 left the venue before the last game.' };
      const contest = () => post(`/v1/matches/${id}/disputes`, { as: second, body });
      for (let count = 0; count < ownDisputesMax; count += 1) {
        const dispute = ok(await contest(), 201);
        ok(await post(`/v1/disputes/${dispute.id}/withdrawal`, { as: second, body: {} }), 200);
      }
      return contest();
    },
  },
  ownEvidence: {
    limit: ownEvidenceMax,
    async oneTooMany() {
      const { first, give } = await aMatch();
      for (let count = 0; count < ownEvidenceMax; count += 1) ok(await give(first, `https://video.test/${count}`), 201);
      return give(first, 'https://video.test/more');
    },
  },
  runningTrial: {
    limit: trialsAtOnceMax,
    async oneTooMany() {
      const as = await anAdmin();
      const { id } = ok(await post('/v1/moderation/rules', { as, body: aRule }), 201);
      const body = {
        from: new Date(Date.now() - 3_600_000).toISOString(),
        to: new Date(Date.now() - 1000).toISOString(),
      };
      const start = () => post(`/v1/moderation/rules/${id}/trials`, { as, body });
      for (let count = 0; count < trialsAtOnceMax; count += 1) ok(await start(), 201);
      return start();
    },
  },
  sandbox: {
    limit: sandboxesMax,
    async oneTooMany() {
      const as = await anOrganizer();
      const make = () => post('/v1/sandbox/tournaments', { as, body: { actsPerMinute: 1 } });
      const { tournament } = ok(await make(), 201);
      const others = sandboxesMax - 1;
      await copy('tournament_tournament', { id: tournament.id }, others, idAfter('trn'));
      const other = `'tournament_id', 'trn_' || lpad(n::text, 26, '0'), 'next_at', NULL`;
      await copy('tournament_sandbox', { tournament_id: tournament.id }, others, other);
      return make();
    },
  },
  seriesTournament: {
    limit: seriesTournamentsMax,
    async oneTooMany() {
      const { id, organizer: as } = await aTournament();
      const series = ok(await post('/v1/series', { as, body: { title: 'Season', points: [1] } }), 201);
      await copy('tournament_tournament', { id }, seriesTournamentsMax, `'id', 'trn_1' || lpad(n::text, 25, '0')`);
      await database.sql`
        INSERT INTO tournament_series_tournament (series_id, tournament_id)
        SELECT ${series.id}, id FROM tournament_tournament WHERE organizer_id = ${as.id} AND id <> ${id}`;
      return call('PUT', `/v1/series/${series.id}/tournaments/${id}`, { as });
    },
  },
  staff: {
    limit: staffMax,
    async oneTooMany() {
      const { id, organizer: as } = await aTournament();
      const [one, more] = [await aPerson(), await aPerson()];
      await Promise.all([known(one), known(more)]);
      const invite = ({ id: playerId }: Person) =>
        post(`/v1/tournaments/${id}/staff`, { as, body: { playerId, role: 'caster' } });
      ok(await invite(one), 201);
      await copy(
        'tournament_staff',
        { tournament_id: id },
        staffMax - 1,
        `'player_id', 'ply_' || lpad(n::text, 26, '0')`,
      );
      return invite(more);
    },
  },
  webhook: {
    limit: endpointsMax,
    async oneTooMany() {
      const as = await anOrganizer();
      const { url } = aReceiver();
      const make = () => post('/v1/webhooks', { as, body: { url } });
      const { webhook } = ok(await make(), 201);
      await copy('webhook_endpoint', { id: webhook.id }, endpointsMax - 1, idAfter('whk'));
      return make();
    },
  },
};

describe('one more than the limit allows is refused as such', () => {
  it.each(countedKinds)('%s', async (kind) => {
    const { limit, oneTooMany } = limits[kind];
    const { status, body } = await oneTooMany();
    expect([status, body.code, body.facts]).toEqual([409, 'limit_reached', { kind, limit }]);
  });
});

it('the page of rules lists every limit with its number', () => {
  const [text = ''] = Object.values(
    import.meta.glob('../../../docs/rules/http.md', { query: '?raw', import: 'default', eager: true }),
  );
  const section = text.split('## Limits of count')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \| ([\d,]+) \|/gm)].map(([, kind, most]) => [
    kind,
    Number(most?.replace(',', '')),
  ]);
  expect(rows).toEqual(countedKinds.map((kind) => [kind, limits[kind].limit]));
});

it('another conflict of the same request has the general code', async () => {
  const { id, organizer: as } = await aTournament();
  const body = { playerId: as.id, role: 'caster' };
  expect((await post(`/v1/tournaments/${id}/staff`, { as, body })).body.code).toBe('state_conflict');
  const stage = await aTournament();
  await move(stage, 'cancelled');
  const code = await post(`/v1/tournaments/${stage.id}/invitation-codes`, { as: stage.organizer, body: {} });
  expect(code.body.code).toBe('state_conflict');
});

it('an expired API key that goes on counts again', async () => {
  const as = await anOrganizer();
  const body = { name: 'Server', scopes: ['matches:read'] };
  const { apiKey } = ok(await post('/v1/api-keys', { as, body }), 201);
  await copy('api_key_record', { id: apiKey.id }, liveKeysMax, `'id', 'key_1' || lpad(n::text, 25, '0')`);
  const goOn = () =>
    call('PATCH', `/v1/api-keys/${apiKey.id}`, {
      as,
      body: { expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
    });
  // One that still counts may end later.
  ok(await goOn(), 200);
  await database.sql`UPDATE api_key_record SET expires_at = now() - interval '1 hour' WHERE id = ${apiKey.id}`;
  const { status, body: refused } = await goOn();
  expect([status, refused.code, refused.facts]).toEqual([409, 'limit_reached', { kind: 'apiKey', limit: liveKeysMax }]);
  await database.sql`UPDATE api_key_record SET revoked_at = now() WHERE id = 'key_1' || lpad('1', 25, '0')`;
  ok(await goOn(), 200);
});
