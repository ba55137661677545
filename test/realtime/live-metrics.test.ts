// What /metrics says of live rooms, and that the dashboard reads nothing else than what /metrics has.

import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import dashboard from '../../docs/operations/dashboard.json' with { type: 'json' };
import { get } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { rebind } from '../support/isolate/isolate.ts';
import { metricNamesIn } from '../support/pages/metric-names.ts';
import { aTournament, enter, move, ok, people } from '../support/tournaments/tournament.ts';

const token = 'a-token-for-the-metrics-page';
await rebind({ METRICS_TOKEN: token });
useDatabase();

const readMetrics = async () => (await get('/metrics', { headers: { authorization: `Bearer ${token}` } })).text;

async function readSeries(series: string): Promise<number> {
  const line = (await readMetrics()).split('\n').find((text) => text.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

async function join(id: string, since?: string) {
  const query = since === undefined ? '' : `?since=${since}`;
  const headers = { upgrade: 'websocket' };
  const { webSocket } = await exports.default.fetch(`https://laurel.test/live/tournaments/${id}${query}`, { headers });
  webSocket?.accept();
  return webSocket as WebSocket;
}

it('counts sockets, resumes, resyncs, closed sockets by reason, and the lag of events', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const { eventEpoch, eventSeq } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  const series = [
    'live_sockets',
    'live_resumes_total',
    'live_resyncs_total',
    'live_drops_total{reason="tooBig"}',
    'live_drops_total{reason="notFound"}',
    'live_publish_lag_seconds_count',
  ];
  const read = () => Promise.all(series.map(readSeries));
  const before = await read();
  const since = async () => (await read()).map((value, index) => value - (before[index] ?? 0));
  const first = await join(stage.id, `${eventEpoch}:${eventSeq}`);
  const second = await join(stage.id, 'ffff:1');
  await enter(stage, await people(2));
  second.send('x'.repeat(20_000));
  await join(`trn_${'0'.repeat(26)}`);
  await expect.poll(since).toEqual([1, 1, 1, 1, 1, 2]);
  first.close(1000);
  await expect.poll(() => readSeries('live_sockets')).toBe(before[0]);
});

it('every metric of the dashboard is in /metrics', async () => {
  const text = await readMetrics();
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]));
  const isPublished = (name: string) =>
    types.has(name) || types.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram';
  const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  // Grafana's variable is a duration.
  const names = expressions.flatMap((expr) => metricNamesIn(expr.replaceAll('$__rate_interval', '5m')));
  expect(names.length).toBeGreaterThanOrEqual(expressions.length);
  expect(names.filter((name) => !isPublished(name))).toEqual([]);
  const live = [...types.keys()].filter((name) => name.startsWith('live_'));
  expect(live.filter((name) => !names.some((read) => read.startsWith(name)))).toEqual([]);
});

it('every panel has a place of its own', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
});
