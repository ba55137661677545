// One object that sums the counters of all isolates. It stores them on disk, because isolates are short-lived.

import { DurableObject } from 'cloudflare:workers';
import { type RoomReport, roomGauges, roomReportMaxAgeMs } from '../../live/metrics.ts';
import type { Metrics, Sample } from '../../metrics/sample.ts';

export class MetricsRoom extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(`CREATE TABLE IF NOT EXISTS sample (
      kind TEXT NOT NULL, name TEXT NOT NULL, labels TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (kind, name, labels))`);
    ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS room (name TEXT PRIMARY KEY, sockets INTEGER NOT NULL, at_ms INTEGER NOT NULL)',
    );
  }

  /** Gauges of single rooms would never end, so /metrics has their sum. */
  reportRoom({ room, sockets }: RoomReport): void {
    const { sql } = this.ctx.storage;
    if (sockets === 0) sql.exec('DELETE FROM room WHERE name = ?', room);
    else sql.exec('INSERT OR REPLACE INTO room (name, sockets, at_ms) VALUES (?, ?, ?)', room, sockets, Date.now());
  }

  record({ counters, gauges }: Metrics): void {
    this.ctx.storage.transactionSync(() => {
      this.write('counter', counters, 'value + excluded.value');
      this.write('gauge', gauges, 'excluded.value');
    });
  }

  read(): Metrics {
    const rows = this.ctx.storage.sql.exec<{ kind: string; name: string; labels: string; value: number }>(
      'SELECT kind, name, labels, value FROM sample ORDER BY name, labels',
    );
    const samples = [...rows].map((row) => ({ ...row, labels: JSON.parse(row.labels) as Sample['labels'] }));
    const ofKind = (kind: string) =>
      samples.filter((sample) => sample.kind === kind).map(({ name, labels, value }) => ({ name, labels, value }));
    return { counters: ofKind('counter'), gauges: [...ofKind('gauge'), ...roomGauges(this.readRooms())] };
  }

  private readRooms(): readonly RoomReport[] {
    const { sql } = this.ctx.storage;
    sql.exec('DELETE FROM room WHERE at_ms < ?', Date.now() - roomReportMaxAgeMs);
    return [...sql.exec<{ room: string; sockets: number }>('SELECT name AS room, sockets FROM room')];
  }

  private write(kind: 'counter' | 'gauge', samples: readonly Sample[], next: string): void {
    for (const { name, labels, value } of samples) {
      this.ctx.storage.sql.exec(
        `INSERT INTO sample (kind, name, labels, value) VALUES (?, ?, ?, ?)
         ON CONFLICT (kind, name, labels) DO UPDATE SET value = ${next}`,
        kind,
        name,
        JSON.stringify(labels),
        value,
      );
    }
  }
}
