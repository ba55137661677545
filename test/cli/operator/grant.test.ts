// `npm run grant`: makes the first administrator, by player id or by subject.

import { spawnSync } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId } from '../../../src/cli/operator/sign-token.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

let url: string;
let sql: postgres.Sql;

beforeAll(async () => {
  url = await createDatabase();
  sql = postgres(url, { max: 1, onnotice: () => {} });
});
afterAll(() => sql?.end());

function grant(...args: string[]): string {
  const env = { PATH: process.env.PATH, DATABASE_URL: url } as unknown as NodeJS.ProcessEnv;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/operator/grant.ts', ...args], {
    env,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const audit = (player: string) =>
  sql`SELECT event, actor_id, meta FROM moderation_audit WHERE ref_type = 'player' AND ref_id = ${player}`;

it('a player gets the role once, with one audit row that says by what', async () => {
  const player = makePlayerId();
  for (let time = 0; time < 2; time += 1) {
    expect(grant('--player', player, '--role', 'admin')).toBe(`${player} has the role admin.\n`);
  }
  expect(await sql`SELECT role, granted_by FROM identity_role WHERE player_id = ${player}`).toEqual([
    { role: 'admin', granted_by: null },
  ]);
  const meta = { role: 'admin', by: 'command' };
  expect(await audit(player)).toEqual([{ event: 'player.role_granted', actor_id: player, meta }]);
});

it('a subject gets a player on its first grant and keeps it', async () => {
  const subject = ['--issuer', 'https://id.example/', '--subject', 'auth0|1', '--role'];
  const [first = '', second = ''] = [grant(...subject, 'admin'), grant(...subject, 'finance')];
  expect(first.split(' ')[0]).toBe(second.split(' ')[0]);
  const rows =
    await sql`SELECT s.subject, r.role FROM identity_subject s JOIN identity_role r USING (player_id) ORDER BY r.role`;
  expect(rows).toEqual([
    { subject: 'auth0|1', role: 'admin' },
    { subject: 'auth0|1', role: 'finance' },
  ]);
});
