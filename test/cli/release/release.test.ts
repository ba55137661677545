// `npm run release` in a copy of the repository, with the real Changesets and the real git, and without a network.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintReleased } from '../../../src/cli/database/released-schema.ts';
import { mayBreak, readChange } from '../../../src/cli/release/change.ts';
import { unreleasedOf } from '../../../src/cli/release/changelog.ts';

const root = new URL('../../..', import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), 'laurel-release-'));
afterAll(() => rmSync(copy, { recursive: true }));

const author = { NAME: 'Tester', EMAIL: 'tester@example.org' };
const env = {
  ...process.env,
  // A release that asked a registry would fail.
  npm_config_registry: 'http://127.0.0.1:1/',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, author.NAME],
      [`GIT_${who}_EMAIL`, author.EMAIL],
    ]),
  ),
};
const git = (...args: string[]) => execFileSync('git', args, { cwd: copy, env, encoding: 'utf8' }).trim();
const read = (path: string) => readFileSync(join(copy, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(copy, path), text);
const json = (path: string) => JSON.parse(read(path));
const change = (kind: string, line: string) => `---\n"laurel": ${kind}\n---\n\n${line}\n`;
const changeFiles = () => readdirSync(join(copy, '.changeset')).filter((name) => name.endsWith('.md'));
const commit = () => git('commit', '--all', '--quiet', '--message', 'Change');

function writeUnreleased(path: string, lines: string) {
  write(
    path,
    read(path).replace(/^(## \[?Unreleased\]?\n)[\s\S]*?(?=^## \[?\d)/m, (_, heading) => `${heading}\n${lines}`),
  );
}

function run(name: string) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', name], { cwd: copy, env, encoding: 'utf8' });
  return { status, stdout, stderr: stderr.trim() };
}

beforeAll(() => {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const path of listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path))))
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\n');
  // The copy begins right after a release.
  for (const name of changeFiles()) rmSync(join(copy, '.changeset', name));
  for (const path of ['CHANGELOG.md', 'docs/api-changes.md']) writeUnreleased(path, '');
  const released = gzipSync(read('src/pages/assets/static/openapi.json'));
  writeFileSync(join(copy, `docs/api/released/${json('package.json').version}.json.gz`), released);
  git('add', '--all');
  commit();
});

const nothing = 'There is nothing to release: .changeset has no file, and nothing stands under "Unreleased".';

/** What is refused changes nothing. */
function refusalOf(): string {
  const before = [git('rev-parse', 'HEAD'), git('status', '--porcelain')];
  const { status, stdout, stderr } = run('release');
  expect([status, stdout]).toEqual([1, '']);
  expect([git('rev-parse', 'HEAD'), git('status', '--porcelain')]).toEqual(before);
  return stderr;
}

describe('a release', () => {
  it('is refused while there is nothing to release', () => {
    expect(refusalOf()).toBe(nothing);
  });

  it('is refused while something is not committed', () => {
    write('CHANGELOG.md', `${read('CHANGELOG.md')}\n`);
    expect(refusalOf()).toMatch(/^There are changes that are not committed/);
    git('checkout', '--quiet', '.');
  });

  it('is refused while lines wait under Unreleased and no file says their kind', () => {
    writeUnreleased('CHANGELOG.md', '### Added\n\n- A thing.\n\n### Security\n\n- A guard.\n\n');
    commit();
    expect(refusalOf()).toMatch(/no file in \.changeset says the kind/);
  });

  it('is refused while a difference of the API has no line, and a patch does not break clients', () => {
    const document = json('src/pages/assets/static/openapi.json');
    delete document.paths['/v1/me/wallets'];
    write('src/pages/assets/static/openapi.json', `${JSON.stringify(document, null, 1)}\n`);
    write('.changeset/one.md', change('patch', 'One thing.'));
    git('add', '--all');
    commit();
    expect(refusalOf()).toMatch(/^docs\/api-changes\.md does not name listOwnWallets;/);
    writeUnreleased('docs/api-changes.md', '- `listOwnWallets` is gone.\n\n');
    commit();
    expect(refusalOf()).toMatch(/breaks a client \(.*\), but no file in \.changeset says so/);
    expect(run('api:diff').status).toBe(1);
    write('.changeset/two.md', change('minor', 'Added: Another thing.'));
    git('add', '--all');
    commit();
    expect(run('api:diff').status).toBe(0);
  });

  it('is one commit with the version everywhere, and leaves nothing behind', () => {
    const before = json('package.json').version as string;
    const [introduction] = read('CHANGELOG.md').split('## [Unreleased]');
    const earlier = read('CHANGELOG.md').slice(read('CHANGELOG.md').indexOf(`## [${before}]`));
    const commits = Number(git('rev-list', '--count', 'HEAD'));
    const { status, stdout, stderr } = run('release');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [major, minor] = before.split('.').map(Number);
    const version = `${major}.${Number(minor) + 1}.0`;
    expect(stdout).toContain(`Committed version ${version}.`);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '--format=%s', '-1')).toBe(`Release ${version}`);
    expect(Number(git('rev-list', '--count', 'HEAD'))).toBe(commits + 1);
    expect(changeFiles()).toEqual([]);

    const lock = json('package-lock.json');
    expect([json('package.json').version, lock.version, lock.packages[''].version]).toEqual([
      version,
      version,
      version,
    ]);
    const document = read('src/pages/assets/static/openapi.json');
    expect(JSON.parse(document).info.version).toBe(version);
    const stored = readFileSync(join(copy, `docs/api/released/${version}.json.gz`));
    expect(gunzipSync(stored).toString()).toBe(document);
    expect(run('api:diff').stdout).toBe(`Since ${version}.json.gz: 0 differences, 0 break a client.\n`);
    expect(lintReleased(copy)).toEqual([]);
    const sql = 'src/webhooks/webhooks.sql';
    const kept = read(sql);
    write(sql, kept.replace('FUNCTION webhook_claim(p_webhook text, ', 'FUNCTION webhook_claim('));
    expect(lintReleased(copy)).toEqual([expect.stringMatching(`^Version ${version} uses webhook_claim: the form `)]);
    write(sql, kept);

    const day = new Date().toISOString().slice(0, 10);
    const added = '### Added\n\n- A thing.\n- Another thing.\n\n';
    const section = `## [${version}] - ${day}\n\n${added}### Fixed\n\n- One thing.\n\n### Security\n\n- A guard.\n\n`;
    expect(read('CHANGELOG.md')).toBe(`${introduction}## [Unreleased]\n\n${section}${earlier}`);
    expect(read('docs/api-changes.md')).toContain(
      `\n\n## Unreleased\n\n## ${version}\n\n- \`listOwnWallets\` is gone.\n`,
    );
    expect(unreleasedOf(read('docs/api-changes.md'))).toBe('');
  });

  it('is followed by none as long as nothing has changed, and has a tag of its own', () => {
    expect(refusalOf()).toBe(nothing);
    execFileSync('npm', ['run', '--silent', 'changeset', '--', 'git-tag'], { cwd: copy, env });
    expect(git('tag')).toBe(`v${json('package.json').version}`);
  });
});

describe('a file of .changeset', () => {
  it.each([
    ['Fixed as a patch', change('patch', 'It works.'), { kind: 'patch', heading: 'Fixed', line: 'It works.' }],
    ['Changed as a minor', change('minor', 'It works.'), { kind: 'minor', heading: 'Changed', line: 'It works.' }],
    ['the named heading', change('patch', 'Removed: It.'), { kind: 'patch', heading: 'Removed', line: 'It.' }],
    ['no other heading', change('major', 'Note: it.'), { kind: 'major', heading: 'Changed', line: 'Note: it.' }],
    ['one line', change('patch', 'It\nworks.'), { kind: 'patch', heading: 'Fixed', line: 'It works.' }],
    ['nothing without a kind', '---\n---\n\nIt works.\n', null],
    ['nothing for another package', '---\n"other": patch\n---\n\nIt works.\n', null],
  ])('goes below %s', (_, text, expected) => {
    expect(readChange(text)).toEqual(expected);
  });

  it('lets a version break clients as a minor below 1.0, and as a major from then on', () => {
    const of = (kind: string) =>
      [readChange(change('patch', 'A.')), readChange(change(kind, 'B.'))].flatMap((one) => one ?? []);
    const may = (kind: string) => ['0.9.0', '1.0.0'].map((version) => mayBreak(of(kind), version));
    expect([may('patch'), may('minor'), may('major')]).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});
