// The commands and statements that the operations pages give run as they are written.

import { execFile } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readEnvironment } from '../../src/cli/doctor/environment.ts';
import { caseCount } from '../support/nightly.ts';

const folder = 'docs/operations';
const text = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n');
const given = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([whole]) => whole))].sort();
const scripts: Readonly<Record<string, string>> = packageJson.scripts;

const run = (file: string, args: readonly string[]) =>
  promisify(execFile)(file, args, { encoding: 'utf8', env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } });
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
