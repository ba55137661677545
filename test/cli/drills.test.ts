// The drills as an operator runs them, and what they take for a loss.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differingTables } from '../../src/cli/drills/fingerprint.ts';
import { describeRestore, isRestored, type RestoreReport } from '../../src/cli/drills/restore-drill.ts';
import { describeStoreDrill, isRebuilt, type StoreDrillReport } from '../../src/cli/drills/store-drill.ts';

import { processesOf } from '../support/laurels/home-processes.ts';
import { atNight } from '../support/rules/nightly.ts';

const drill = (name: 'restore' | 'store', ...args: string[]) =>
  spawnSync(process.execPath, [`src/cli/drills/${name}-drill.ts`, ...args], { encoding: 'utf8' });

describe('npm run drill:restore', () => {
  it('restores dropped tables to the moment before, with every row, and on a new epoch', () => {
    const { status, stdout, stderr } = drill('restore', '--acts', '20', '--json');
    const report = JSON.parse(stdout) as RestoreReport;
    expect([status, stderr.match(/^✓/gm)?.length]).toEqual([0, 9]);
    expect(report).toMatchObject({ acts: 60, differing: [], drift: 0, auditFindings: 0, isNewEpoch: true });
    // Two legs and an audit row of each act, at least.
    expect(report.rows).toBeGreaterThan(180);
    expect(describeRestore(report)).toContain('nothing was lost');
  });

  it.each([
    [{ differing: ['economy_hold'] }, 'economy_hold is not as it was'],
    [{ drift: 2 }, 'the ledger does not balance: 2 differences'],
    [{ auditFindings: 1 }, 'the audit chain does not fit: 1 findings'],
    [{ isNewEpoch: false }, 'live clients have no new epoch'],
  ])('says that %o is a loss', (loss, sentence) => {
    const whole = { restoredTo: '', acts: 0, tables: 0, rows: 0, backupSeconds: 0, restoreSeconds: 0 };
    const report = { ...whole, differing: [], drift: 0, auditFindings: 0, isNewEpoch: true, ...loss };
    expect(isRestored(report)).toBe(false);
    expect(describeRestore(report)).toContain(sentence);
  });

  it('refuses a number of acts that is none', () => {
    const { status, stderr } = drill('restore', '--acts', '1e3');
    expect([status, stderr]).toEqual([2, '--acts must be a whole number from 1 to 100000, not "1e3".\n']);
  });
});

describe('npm run drill:store', () => {
  it('rebuilds a destroyed store from the other; the loss is noticed, and everything is read meanwhile', () => {
    const { status, stdout } = drill('store', '--objects', '12', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ store: 's3', objects: 12, missingNoticed: 12, unreadMeanwhile: 0, isConsistent: true, lost: 0 },
    } satisfies Partial<StoreDrillReport>);
    expect(status).toBe(0);
  });

  it.each([
    [{ missingNoticed: 2 }, 'the check noticed 2 of 3 missing objects'],
    [{ unreadMeanwhile: 1 }, '1 objects could not be read while the store was gone'],
    [{ isConsistent: false }, 'the stores are not as the database says'],
    [{ lost: 1 }, '1 objects are not in the rebuilt store'],
  ])('says that %o is a loss', (loss, sentence) => {
    const whole = {
      store: 's3',
      objects: 3,
      bytes: 9,
      missingNoticed: 3,
      unreadMeanwhile: 0,
      isConsistent: true,
    } as const;
    const report = { ...whole, lost: 0, rebuildSeconds: 1, ...loss };
    expect(isRebuilt(report)).toBe(false);
    expect(describeStoreDrill(report)).toContain(sentence);
    expect(describeStoreDrill(report)).not.toContain('nothing was lost');
  });

  it('refuses a store that is none', () => {
    const { status, stderr } = drill('store', '--store', 'b2');
    expect([status, stderr]).toEqual([2, '--store must be s3 or r2, not "b2".\n']);
  });
});

it.for([
  ...atNight([['SIGKILL', 'src/cli/drills/store-drill.ts', /^✓ Two stores/m]] as const),
  ['SIGTERM', 'src/cli/drills/store-drill.ts', /^✓ Two stores/m],
  ['SIGKILL', 'src/cli/operator/rehearse.ts', /%/],
] as const)('%s to %s ends the servers that it has started', async ([signal, file, line]) => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-ended-'));
  // Root starts Postgres as another user, who has to enter it.
  chmodSync(folder, 0o711);
  const env = { ...process.env, TMPDIR: folder, LAUREL_HOME: join(folder, 'none') };
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  await expect.poll(() => output, { interval: 5 }).toMatch(line);
  child.kill(signal);
  await once(child, 'close');
  await expect.poll(() => processesOf(folder)).toEqual([]);
  if (signal === 'SIGTERM') expect(readdirSync(folder).filter((name) => name.startsWith('laurel-'))).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

it('a table differs when it has other rows, more, fewer, or is only in one of both', () => {
  const row = (table: string, rows: number, hash: string) => ({ table, rows, hash });
  const before = [row('a', 1, 'x'), row('b', 1, 'x'), row('c', 1, 'x'), row('d', 1, 'x')];
  const after = [row('a', 1, 'x'), row('b', 2, 'x'), row('c', 1, 'y'), row('e', 0, 'x')];
  expect(differingTables(before, after)).toEqual(['b', 'c', 'd', 'e']);
  expect(differingTables(before, before)).toEqual([]);
});
