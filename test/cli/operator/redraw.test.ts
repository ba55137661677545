// `npm run redraw`: a third party draws again from the published draw.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRedrawArguments } from '../../../src/cli/operator/redraw.ts';
import type { Id } from '../../../src/core/id.ts';
import { type Draw, drawSeeds } from '../../../src/tournaments/seeding/draw.ts';

const tournament = 'trn_00000000000000000000000001';
const folder = mkdtempSync(join(tmpdir(), 'laurel-redraw-'));
const entrants = Array.from({ length: 6 }, (_, index) => ({
  registrationId: `reg_0000000000000000000000000${index}` as Id<'registration'>,
  label: index % 2,
}));
const levels: Draw['levels'] = [
  {
    meeting: 'round_1',
    sets: [
      [4, 5],
      [3, 6],
    ],
  },
];
const draw: Draw = { method: 'random', seed: 'drawn on Friday', entrants, given: [], levels };
const published = {
  ...{ ...draw, ...drawSeeds(draw), placementsOf: null, separateBy: 'club', drawnAt: '2026-11-28T12:00:00.000Z' },
};

const server = createServer((request, answer) => {
  const isKnown = request.url === `/v1/tournaments/${tournament}/seeding`;
  answer.writeHead(isKnown ? 200 : 404).end(isKnown ? JSON.stringify(published) : '{}');
});
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise((done) => server.close(done));
});

async function redraw(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['src/cli/operator/redraw.ts', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out, err };
}

function aFile(content: unknown): string {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

it('prints the same seeds from a file and from a server', async () => {
  const { port } = server.address() as AddressInfo;
  const lines = published.order.map((id, index) => `${String(index + 1).padStart(4)}  ${id}\n`).join('');
  const out = `${lines}The published order follows from the draw.\n`;
  expect(await redraw('--file', aFile(published))).toEqual({ code: 0, out, err: '' });
  expect(await redraw(tournament, '--url', `http://127.0.0.1:${port}/`)).toEqual({ code: 0, out, err: '' });
});

it('says that another order was published', async () => {
  const { code, out } = await redraw('--file', aFile({ ...published, order: published.order.toReversed() }));
  expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([1, 'The published order is another one.']);
});

it('refuses what is no draw, and a tournament without one', async () => {
  const { port } = server.address() as AddressInfo;
  expect((await redraw('--file', aFile('{'))).code).toBe(2);
  expect((await redraw('--file', aFile({ order: [] }))).code).toBe(2);
  const missing = await redraw(tournament.replace('1', '2'), '--url', `http://127.0.0.1:${port}`);
  expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/answers 404/)]);
});

it.each([[[]], [['reg_1']], [[tournament, '--file', 'x']], [[tournament, '--url', 'ftp://x']], [['--flie', 'x']]])(
  'refuses the arguments %j',
  (args: string[]) => {
    expect(() => parseRedrawArguments(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
  },
);
