// What commands refuse. Each refusal is one sentence.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readDemo, writeDemo } from '../../../src/cli/demo/demo-record.ts';
import { parseStartArguments } from '../../../src/cli/dev/arguments.ts';
import { parseListenPort, parsePort, refuseTakenPort } from '../../../src/cli/dev/check-port.ts';
import { driveCron } from '../../../src/cli/dev/drive-cron.ts';
import { emptyHomeFolder, locateHomeFolder, openHomeFolder } from '../../../src/cli/dev/home-folder.ts';
import { lockHomeFolder } from '../../../src/cli/dev/home-lock.ts';
import { chooseJwtSecret, loadOrMakeSecrets } from '../../../src/cli/dev/secrets.ts';
import { summarize } from '../../../src/cli/dev/summary.ts';
import { describeDatabase, refuseUnreachableDatabase } from '../../../src/cli/operator/check-database.ts';
import { makePlayerId } from '../../../src/cli/operator/sign-token.ts';
import { findJwtSecret, parseTokenArguments } from '../../../src/cli/operator/token.ts';
import { HelpAsked } from '../../../src/cli/process/command-line.ts';
import { createProgress, Interrupted } from '../../../src/cli/process/progress.ts';
import { StartRefusal } from '../../../src/cli/process/start-refusal.ts';
import { createStopList } from '../../../src/cli/process/stop-list.ts';

const root = mkdtempSync(join(tmpdir(), 'laurel-refusals-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newHome = () => locateHomeFolder({ LAUREL_HOME: join(root, crypto.randomUUID()) });

const refusal = (pattern: RegExp, exitCode = 1) =>
  expect.objectContaining({ message: expect.stringMatching(pattern), exitCode });

describe('the command line of npm start', () => {
  it('has all options off by default', () => {
    expect(parseStartArguments([])).toEqual({
      ...{ empty: false, s3: false, example: false, reset: false, deno: false },
    });
    expect(parseStartArguments(['--empty', '--s3'])).toMatchObject({ empty: true, s3: true });
    expect(() => parseStartArguments(['--empty', '-h'])).toThrow(HelpAsked);
  });

  it('refuses unknown arguments', () => {
    expect(() => parseStartArguments(['--emtpy'])).toThrow(refusal(/--emtpy.*--help/, 2));
    expect(() => parseStartArguments(['now'])).toThrow(StartRefusal);
  });
});

describe('a port', () => {
  it('that is invalid is refused', () => {
    expect(parseListenPort(undefined)).toBe(8787);
    expect(parsePort(undefined, 'INSPECTOR_PORT', null)).toBeNull();
    for (const text of ['0', '65536', 'http', '80.5']) {
      expect(() => parseListenPort(text)).toThrow(refusal(/^PORT must be/, 2));
      expect(() => parsePort(text, 'INSPECTOR_PORT', null)).toThrow(refusal(/^INSPECTOR_PORT must be/, 2));
    }
  });

  it('that is in use is refused, with the variable to change', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    await expect(refuseTakenPort(port)).rejects.toEqual(refusal(new RegExp(`Port ${port} is already in use.* PORT=`)));
    await expect(refuseTakenPort(port, 'INSPECTOR_PORT')).rejects.toEqual(refusal(/ INSPECTOR_PORT=/));
    await new Promise((resolve) => server.close(resolve));
    await refuseTakenPort(port);
  });
});

describe('a database', () => {
  it.each([
    [
      'that refuses connections',
      () => `postgres://u:hidden@127.0.0.1:${inject('closedPort')}/x`,
      /refuses connections/,
    ],
    ['that does not exist', () => inject('postgresUrl').replace(/\/postgres$/, '/nothing'), /does not exist/],
    ['with a wrong password', () => inject('postgresUrl').replace(/:[^:@]+@/, ':hidden@'), /password/],
    ['whose URL is invalid', () => 'localhost', /must be a URL/],
  ])('%s is refused without showing the password', async (_, url, reason) => {
    await expect(refuseUnreachableDatabase(url())).rejects.toEqual(refusal(reason));
    await expect(refuseUnreachableDatabase(url())).rejects.not.toThrow('hidden');
  });

  it('that is reachable is accepted', async () => {
    await refuseUnreachableDatabase(inject('postgresUrl'));
    expect(describeDatabase('postgres://a:b@db.example/laurel')).toBe('db.example:5432/laurel');
  });
});

describe('the home folder', () => {
  it('is accessible to its owner only; a reset deletes everything except secrets', () => {
    const home = newHome();
    openHomeFolder(home);
    const secrets = loadOrMakeSecrets(home.secretsFile);
    writeFileSync(home.demoFile, '{}');
    emptyHomeFolder(home);
    expect(existsSync(home.demoFile)).toBe(false);
    expect(loadOrMakeSecrets(home.secretsFile)).toEqual(secrets);
    expect([statSync(home.path).mode & 0o777, statSync(home.secretsFile).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('that is a file or not writable is refused', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'below'), '/proc/laurel']) {
      expect(() => openHomeFolder(locateHomeFolder({ LAUREL_HOME: path }))).toThrow(StartRefusal);
    }
  });

  it('is locked by one Laurel at a time', () => {
    const home = newHome();
    openHomeFolder(home);
    const lock = lockHomeFolder(home);
    expect(() => lockHomeFolder(home)).toThrow(refusal(/already running/));
    lock.release();
    lockHomeFolder(home).release();
  });

  it('with damaged secrets or a damaged lock file is refused', () => {
    const home = newHome();
    openHomeFolder(home);
    writeFileSync(home.secretsFile, '{"jwtSecret": "short"}');
    expect(() => loadOrMakeSecrets(home.secretsFile)).toThrow(StartRefusal);
    writeFileSync(home.lockFile, 'not a database, but as long as the header of a SQLite file or longer');
    expect(() => lockHomeFolder(home)).toThrow(refusal(/damaged/));
  });
});

describe('the token command', () => {
  const sub = makePlayerId();

  it.each([
    ['a missing player', [], /--sub is missing/],
    ['an invalid player id', ['--sub', 'admin'], /--sub must be ply_/],
    ['an unknown role', ['--sub', sub, '--roles', 'emperor'], /not "emperor"/],
    ['an invalid duration', ['--sub', sub, '--ttl', 'soon'], /--ttl/],
    ['an unknown option', ['--sup', sub], /--sup/],
  ])('refuses %s', (_, args, reason) => {
    expect(() => parseTokenArguments(args)).toThrow(refusal(reason, 2));
  });

  it('signs with the key of the server', async () => {
    const home = newHome();
    expect(() => findJwtSecret({ LAUREL_HOME: home.path })).toThrow(refusal(/no signing key/));
    expect(() => findJwtSecret({ LAUREL_HOME: home.path })).toThrow(
      refusal(new RegExp(`in ${home.path}; .*LAUREL_HOME`)),
    );
    openHomeFolder(home);
    const { jwtSecret } = loadOrMakeSecrets(home.secretsFile);
    expect(findJwtSecret({ LAUREL_HOME: home.path })).toBe(jwtSecret);
    expect(chooseJwtSecret({}, loadOrMakeSecrets(home.secretsFile))).toBe(jwtSecret);
    expect(() => chooseJwtSecret({ JWT_SECRET: 'short' }, loadOrMakeSecrets(home.secretsFile))).toThrow(StartRefusal);
    const { signToken } = await import('../../../src/cli/operator/sign-token.ts');
    const claims = parseTokenArguments(['--sub', sub, '--roles', 'organizer,finance', '--name', 'Ada', '--ttl', '2h']);
    const { payload } = await jwtVerify(await signToken(jwtSecret, claims), new TextEncoder().encode(jwtSecret));
    expect(payload).toMatchObject({ sub, name: 'Ada', roles: ['organizer', 'finance'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(7200);
  });
});

describe('the demo record', () => {
  const demo = {
    tournamentId: 'trn_1',
    title: 'Open',
    organizerId: makePlayerId(),
    winner: { code: 'A', displayName: 'Ada' },
    runnerUp: { code: 'B', displayName: 'Bob' },
    participant: { code: 'C', displayName: 'Cy' },
    running: [{ tournamentId: 'trn_2', title: 'Swiss' }],
  };

  it('belongs to one database; a damaged record is ignored', () => {
    const file = join(root, 'demo.json');
    expect(readDemo(file, 'bundled')).toBeNull();
    writeDemo(file, 'bundled', demo);
    expect(readDemo(file, 'bundled')).toMatchObject(demo);
    expect(readDemo(file, 'other')).toBeNull();
    writeFileSync(file, readFileSync(file, 'utf8').slice(1));
    expect(readDemo(file, 'bundled')).toBeNull();
  });

  it('is shown with its tournaments, three certificates and an example command', () => {
    const facts = { baseUrl: 'http://localhost:1', homePath: '/h', token: 'T', demo: null, exampleUrl: null };
    const text = summarize({ ...facts, demo });
    for (const part of ['/c/A', '/c/B', '/c/C', 'trn_1/certificates', 'trn_2   Swiss', 'Bearer T'])
      expect(text).toContain(part);
    expect(summarize(facts)).toContain('/v1/tournaments');
  });
});

describe('starting and stopping', () => {
  it('stops in reverse order, once, and immediately stops what is added later', async () => {
    const stopped: string[] = [];
    const stops = createStopList();
    await stops.add(() => void stopped.push('first'));
    await stops.add(() => Promise.reject(new Error('stuck')));
    await stops.add(() => void stopped.push('third'));
    await Promise.all([stops.stopAll(), stops.stopAll()]);
    await stops.add(() => void stopped.push('late'));
    expect(stopped).toEqual(['third', 'first', 'late']);
  });

  it('prints each completed step, and none after an interruption', async () => {
    const lines: string[] = [];
    const abort = new AbortController();
    const progress = createProgress({ print: (line) => lines.push(line), signal: abort.signal });
    await progress.step('Postgres', async () => {});
    abort.abort();
    await expect(progress.step('Worker', async () => {})).rejects.toBeInstanceOf(Interrupted);
    expect(lines).toEqual([expect.stringMatching(/^✓ Postgres +\d\.\d s$/)]);
  });

  it('cron ticks at once: what an earlier Laurel has left undone does not wait for a minute', async () => {
    let ticks = 0;
    const tick = async () => {
      ticks += 1;
    };
    const stop = driveCron(tick, { everyMs: 3_600_000, report: () => {} });
    await expect.poll(() => ticks).toBe(1);
    stop();
  });

  it('does not report the tick that its end interrupts', async () => {
    const failures: unknown[] = [];
    const tick = Promise.withResolvers<void>();
    driveCron(() => tick.promise, { report: (error) => failures.push(error) })();
    tick.reject(new Error('the Worker has ended'));
    await tick.promise.catch(() => {});
    expect(failures).toEqual([]);
  });

  it('cron ticks run one after another and continue after a failure', async () => {
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
