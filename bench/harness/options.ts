// The command line of the benches. Their help is the comment at the head of the script, and its options with their defaults.

import { readFileSync } from 'node:fs';
import type { ParseArgsOptionsConfig } from 'node:util';
import { parseCommandLine } from '../../src/cli/process/command-line.ts';
import { reportFailure } from '../../src/cli/process/run-command.ts';

/** Ends the process after `--help`, and with 2 after a wrong option. */
export function readOptions<const O extends ParseArgsOptionsConfig>(options: O, allowPositionals = false) {
  const head = readHead(process.argv[1] ?? '');
  const command = /`(npm run [\w:]+)/.exec(head)?.[1] ?? 'npm run bench';
  try {
    const help = `${head}\n${describeOptions(options)}`;
    return parseCommandLine(process.argv.slice(2), { command, help, options, allowPositionals });
  } catch (error) {
    process.exit(reportFailure(error));
  }
}

function readHead(path: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => `${line.replace(/^\/\/ ?/, '')}\n`)
    .join('');
}

function describeOptions(options: ParseArgsOptionsConfig): string {
  const lines = Object.entries(options).map(([name, { type, default: preset }]) => {
    const value = type === 'boolean' ? '' : ` …${preset === undefined ? '' : ` (${String(preset)})`}`;
    return `  --${name}${value}\n`;
  });
  return lines.length === 0 ? 'Takes no options.\n' : lines.join('');
}
