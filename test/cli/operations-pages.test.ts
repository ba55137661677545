// The commands and statements that the operations pages give run as they are written.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
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
