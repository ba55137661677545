// The commands and statements that the operations pages give run as they are written.

import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import packageJson from '../../../package.json' with { type: 'json' };
import { readConfig } from '../../../src/app/configuration/config.ts';
import { repositoryFolder } from '../../../src/cli/dev/home-folder.ts';
import { denoCommand } from '../../../src/cli/dev/local-deno.ts';
import { readEnvironment } from '../../../src/cli/doctor/environment.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const folder = 'docs/operations';
const text = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n');
const given = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([whole]) => whole))].sort();
const scripts: Readonly<Record<string, string>> = packageJson.scripts;

const run = (file: string, args: readonly string[]) =>
  promisify(execFile)(file, args, { encoding: 'utf8', env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } });
const relativeToRepository = (arg: string) => (arg.startsWith('/') ? relative(repositoryFolder, arg) : arg);
const flagsOf = (command: string) => [...command.matchAll(/(?<=\s)--[a-z][\w-]*/g)].map(([flag]) => flag);

it('every option of a command of Laurel is in its usage', async () => {
  const commands = given(/npm run [a-z][\w:-]*(?: -- [^`\n]+)?/g).filter((command) => / -- --(?!help)/.test(command));
  expect(commands.length).toBeGreaterThan(5);
  const missing = await Promise.all(
    commands.map(async (command) => {
      const [, name = ''] = /npm run (\S+)/.exec(command) ?? [];
      const [, file = ''] = /^node (\S+)$/.exec(scripts[name] ?? '') ?? [];
      const { stdout } = await run(process.execPath, [file, '--help']);
      return flagsOf(command)
        .filter((flag) => !stdout.includes(flag))
        .map((flag) => `${command}: ${flag}`);
    }),
  );
  expect(missing.flat()).toEqual([]);
});

it('every command of wrangler is one that the installed version has, with its options', async () => {
  const commands = given(/npx wrangler [^`\n]+/g);
  expect(commands.length).toBeGreaterThan(8);
  const missing: string[] = [];
  for (const command of commands.slice(0, caseCount({ usual: 1, nightly: commands.length }))) {
    const words = command.split(' ').slice(2);
    const end = words.findIndex((word) => !/^[a-z]\w+$/.test(word));
    const { stdout } = await run('node_modules/.bin/wrangler', [...(end < 0 ? words : words.slice(0, end)), '--help']);
    const [, found = ''] = /^wrangler ([\w ]+?)(?: [[<]|$)/m.exec(stripVTControlCharacters(stdout)) ?? [];
    if (!command.startsWith(`npx wrangler ${found.trim()}`)) missing.push(`${command}: ${found}`);
    missing.push(
      ...flagsOf(command)
        .filter((flag) => !stdout.includes(flag))
        .map((flag) => `${command}: ${flag}`),
    );
  }
  expect(missing).toEqual([]);
});

it('the command for Deno is the one that tests start', () => {
  const [, ...args] = denoCommand;
  const command = ['deno', ...args.map((arg) => relativeToRepository(arg))].join(' ');
  expect(given(/^deno run .+$/gm)).toEqual([command]);
});

it('the settings that the pages give as JSON and TOML are accepted', () => {
  const blocks = (language: string) =>
    given(/^`{3}\w+\n[^`]+/gm).flatMap((block) =>
      block.startsWith(`\`\`\`${language}\n`) ? [block.split('\n').slice(1).join('\n')] : [],
    );
  const [issuers = '', ...otherJson] = blocks('json');
  const { tokens, faults } = readConfig({ PUBLIC_URL: 'https://laurel.test', JWT_ISSUERS: issuers });
  expect(faults.filter(({ variable }) => variable === 'JWT_ISSUERS')).toEqual([]);
  expect(tokens.issuers.map(({ issuer }) => issuer)).toContain('https://id.example/realms/play');
  const [domain = '', ...otherToml] = blocks('toml');
  const folder = mkdtempSync(join(tmpdir(), 'laurel-pages-'));
  const file = join(folder, 'wrangler.toml');
  writeFileSync(file, `${readFileSync('wrangler.toml', 'utf8')}\n${domain}`);
  const { routes } = unstable_readConfig({ config: file, env: 'production' }, { hideWarnings: true });
  rmSync(folder, { recursive: true });
  expect(routes).toEqual([{ pattern: 'laurel.example.org', custom_domain: true }]);
  expect([otherJson, otherToml]).toEqual([[], []]);
});

it('package.json describes every binding, variable and secret that a "Deploy to Cloudflare" button asks for', () => {
  const { bindings, vars } = readEnvironment(null);
  const secrets = [...readFileSync('.dev.vars.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
  const asked = [...bindings.filter((name) => /^[A-Z_0-9]+$/.test(name)), ...Object.keys(vars), ...secrets].sort();
  const described = Object.entries(packageJson.cloudflare.bindings);
  expect(described.map(([name]) => name).sort()).toEqual(asked);
  expect(described.filter(([, { description }]) => description.length < 20)).toEqual([]);
  // A deployment that takes it for a machine of one's own would send webhooks to loopback addresses.
  expect(secrets).not.toContain('LAUREL_ENV');
});

it('what CONTRIBUTING.md says of the install names packages that are installed', () => {
  const [, section = ''] =
    /## What `npm ci` installs\n([\s\S]*?)\n## /.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  const rows = [...section.matchAll(/^\| (.+?) \| \d+ \|/gm)].map(([, named = '']) => named);
  const packages = rows.flatMap((named) => [...named.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(packages.length).toBeGreaterThan(20);
  expect(packages.filter((name) => globSync(`node_modules/${name}/package.json`).length === 0)).toEqual([]);
});
