// What the commands refuse, and that each refusal is one sentence.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { recallDemo, recordDemo } from '../../src/cli/demo/demo-record.ts';
import { parseStartArguments } from '../../src/cli/dev/arguments.ts';
import { parseListenPort, parsePort, refuseTakenPort } from '../../src/cli/dev/check-port.ts';
import { driveCron } from '../../src/cli/dev/drive-cron.ts';
import { emptyHomeFolder, locateHomeFolder, openHomeFolder } from '../../src/cli/dev/home-folder.ts';
import { lockHomeFolder } from '../../src/cli/dev/home-lock.ts';
import { chooseJwtSecret, loadOrMakeSecrets } from '../../src/cli/dev/secrets.ts';
import { summarize } from '../../src/cli/dev/summary.ts';
import { describeDatabase, refuseUnreachableDatabase } from '../../src/cli/operator/check-database.ts';
import { makePlayerId } from '../../src/cli/operator/sign-token.ts';
import { findJwtSecret, parseTokenArguments } from '../../src/cli/operator/token.ts';
import { createProgress, Interrupted } from '../../src/cli/process/progress.ts';
import { StartRefusal } from '../../src/cli/process/start-refusal.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';

const root = mkdtempSync(join(tmpdir(), 'laurel-refusals-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newHome = () => locateHomeFolder({ LAUREL_HOME: join(root, crypto.randomUUID()) });

const refusal = (pattern: RegExp, exitCode = 1) =>
  expect.objectContaining({ message: expect.stringMatching(pattern), exitCode });

describe('the command line of start', () => {
  it('has everything off unless asked for', () => {
    expect(parseStartArguments([])).toEqual({ empty: false, s3: false, reset: false, help: false });
    expect(parseStartArguments(['--empty', '--s3', '-h'])).toMatchObject({ empty: true, s3: true, help: true });
  });

  it('refuses words it does not know', () => {
    expect(() => parseStartArguments(['--emtpy'])).toThrow(refusal(/--emtpy.*--help/, 2));
    expect(() => parseStartArguments(['now'])).toThrow(StartRefusal);
  });
});

describe('a port', () => {
  it('that is none is refused', () => {
    expect(parseListenPort(undefined)).toBe(8787);
    expect(parsePort(undefined, 'INSPECTOR_PORT', null)).toBeNull();
    for (const text of ['0', '65536', 'http', '80.5']) {
      expect(() => parseListenPort(text)).toThrow(refusal(/^PORT must be/, 2));
      expect(() => parsePort(text, 'INSPECTOR_PORT', null)).toThrow(refusal(/^INSPECTOR_PORT must be/, 2));
    }
  });

  it('that is taken is named, with the way out', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    await expect(refuseTakenPort(port)).rejects.toEqual(refusal(new RegExp(`Port ${port} is taken.* PORT=`)));
    await expect(refuseTakenPort(port, 'INSPECTOR_PORT')).rejects.toEqual(refusal(/ INSPECTOR_PORT=/));
    await new Promise((resolve) => server.close(resolve));
    await refuseTakenPort(port);
  });
});

describe('a database', () => {
  it.each([
    ['that nobody serves', () => `postgres://u:hidden@127.0.0.1:${inject('closedPort')}/x`, /nobody listens/],
    ['that does not exist', () => inject('postgresUrl').replace(/\/postgres$/, '/nothing'), /does not exist/],
    ['with a wrong password', () => inject('postgresUrl').replace(/:[^:@]+@/, ':hidden@'), /password/],
    ['that is no address', () => 'localhost', /is not an address/],
  ])('%s is refused, its password never shown', async (_, url, reason) => {
    await expect(refuseUnreachableDatabase(url())).rejects.toEqual(refusal(reason));
    await expect(refuseUnreachableDatabase(url())).rejects.not.toThrow('hidden');
  });

  it('that answers is taken', async () => {
    await refuseUnreachableDatabase(inject('postgresUrl'));
    expect(describeDatabase('postgres://a:b@db.example/laurel')).toBe('db.example:5432/laurel');
  });
});

describe('the home folder', () => {
  it('is made for its owner only, keeps its secrets, and forgets the rest on reset', () => {
    const home = newHome();
    openHomeFolder(home);
    const secrets = loadOrMakeSecrets(home.secretsFile);
    writeFileSync(home.demoFile, '{}');
    emptyHomeFolder(home);
    expect(existsSync(home.demoFile)).toBe(false);
    expect(loadOrMakeSecrets(home.secretsFile)).toEqual(secrets);
    expect([statSync(home.path).mode & 0o777, statSync(home.secretsFile).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('that is a file, or lies where nothing can be written, is refused', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'below'), '/proc/laurel']) {
      expect(() => openHomeFolder(locateHomeFolder({ LAUREL_HOME: path }))).toThrow(StartRefusal);
    }
  });

  it('belongs to one Laurel at a time, and is free once that one has gone', () => {
    const home = newHome();
    openHomeFolder(home);
    const lock = lockHomeFolder(home);
    expect(() => lockHomeFolder(home)).toThrow(refusal(/already running/));
    lock.release();
    lockHomeFolder(home).release();
  });

  it('with secrets or a lock that were damaged is refused', () => {
    const home = newHome();
    openHomeFolder(home);
    writeFileSync(home.secretsFile, '{"jwtSecret": "short"}');
    expect(() => loadOrMakeSecrets(home.secretsFile)).toThrow(StartRefusal);
    writeFileSync(home.lockFile, 'not a database at all, but long enough to be taken for one');
    expect(() => lockHomeFolder(home)).toThrow(refusal(/damaged/));
  });
});

describe('the token command', () => {
  const sub = makePlayerId();

  it.each([
    ['no player', [], /--sub is missing/],
    ['somebody who is no player', ['--sub', 'admin'], /--sub must be ply_/],
    ['a role nobody has', ['--sub', sub, '--roles', 'emperor'], /not "emperor"/],
    ['a time that is none', ['--sub', sub, '--ttl', 'soon'], /--ttl/],
    ['an unknown option', ['--sup', sub], /--sup/],
  ])('refuses %s', (_, words, reason) => {
    expect(() => parseTokenArguments(words)).toThrow(refusal(reason, 2));
  });

  it('signs with the key the server checks with', async () => {
    const home = newHome();
    expect(() => findJwtSecret({ LAUREL_HOME: home.path })).toThrow(refusal(/no key to sign with/));
    openHomeFolder(home);
    const { jwtSecret } = loadOrMakeSecrets(home.secretsFile);
    expect(findJwtSecret({ LAUREL_HOME: home.path })).toBe(jwtSecret);
    expect(chooseJwtSecret({}, loadOrMakeSecrets(home.secretsFile))).toBe(jwtSecret);
    expect(() => chooseJwtSecret({ JWT_SECRET: 'short' }, loadOrMakeSecrets(home.secretsFile))).toThrow(StartRefusal);
    const { signToken } = await import('../../src/cli/operator/sign-token.ts');
    const claims = parseTokenArguments(['--sub', sub, '--roles', 'organizer,finance', '--name', 'Ada', '--ttl', '2h']);
    const { payload } = await jwtVerify(await signToken(jwtSecret, claims), new TextEncoder().encode(jwtSecret));
    expect(payload).toMatchObject({ sub, name: 'Ada', roles: ['organizer', 'finance'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(7200);
  });
});

describe('what is remembered of the demo', () => {
  const demo = {
    tournamentId: 'trn_1',
    title: 'Open',
    organizerId: makePlayerId(),
    winner: { code: 'A', displayName: 'Ada' },
    runnerUp: { code: 'B', displayName: 'Bob' },
    participant: { code: 'C', displayName: 'Cy' },
  };

  it('belongs to one database, and a damaged record counts as none', () => {
    const file = join(root, 'demo.json');
    expect(recallDemo(file, 'bundled')).toBeNull();
    recordDemo(file, 'bundled', demo);
    expect(recallDemo(file, 'bundled')).toMatchObject(demo);
    expect(recallDemo(file, 'other')).toBeNull();
    writeFileSync(file, readFileSync(file, 'utf8').slice(1));
    expect(recallDemo(file, 'bundled')).toBeNull();
  });

  it('is shown with three links and a line to try', () => {
    const text = summarize({ baseUrl: 'http://localhost:1', homePath: '/h', token: 'T', demo });
    for (const part of ['/c/A', '/c/B', '/c/C', 'trn_1/certificates', 'Bearer T']) expect(text).toContain(part);
    expect(summarize({ baseUrl: 'http://localhost:1', homePath: '/h', token: 'T', demo: null })).toContain(
      '/v1/tournaments',
    );
  });
});

describe('starting and stopping', () => {
  it('undoes the latest first, once, and at once what comes too late', async () => {
    const undone: string[] = [];
    const stops = createStopList();
    await stops.add(() => void undone.push('first'));
    await stops.add(() => Promise.reject(new Error('stuck')));
    await stops.add(() => void undone.push('third'));
    await Promise.all([stops.stopAll(), stops.stopAll()]);
    await stops.add(() => void undone.push('late'));
    expect(undone).toEqual(['third', 'first', 'late']);
  });

  it('prints each step once it is done, and none after an interruption', async () => {
    const lines: string[] = [];
    const abort = new AbortController();
    const progress = createProgress({ print: (line) => lines.push(line), signal: abort.signal });
    await progress.step('Postgres', async () => {});
    abort.abort();
    await expect(progress.step('Worker', async () => {})).rejects.toBeInstanceOf(Interrupted);
    expect(lines).toEqual([expect.stringMatching(/^✓ Postgres +\d\.\d s$/)]);
  });

  it('ticks one after the other, and goes on after a failure', async () => {
    let ticks = 0;
    const failures: unknown[] = [];
    const tick = async () => {
      ticks += 1;
      throw new Error('no database');
    };
    const stop = driveCron(tick, { everyMs: 5, report: (error) => failures.push(error) });
    await expect.poll(() => ticks).toBeGreaterThan(1);
    stop();
    await expect.poll(() => failures.length).toBe(ticks);
  });
});
