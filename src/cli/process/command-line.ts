// The command line of every command: `--help` prints its usage, and a wrong option is one sentence.

import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { StartRefusal } from './start-refusal.ts';

/** Not a failure: the command prints the text, does nothing else, and exits with 0. */
export class HelpAsked extends Error {
  readonly text: string;
  constructor(text: string) {
    super('help');
    this.text = text;
  }
}

export interface CommandLine<O extends ParseArgsOptionsConfig> {
  /** As users type it, for example `npm run grant`. */
  readonly command: string;
  readonly help: string;
  readonly options: O;
  readonly allowPositionals?: boolean;
}

/** @throws HelpAsked; StartRefusal with exit code 2. */
export function parseCommandLine<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { command, help, options, allowPositionals = false }: CommandLine<O>,
) {
  if (args.includes('--help') || args.includes('-h')) throw new HelpAsked(help);
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; \`${command} -- --help\` lists the options.`, 2);
  }
}

/** The first sentence of an error of `parseArgs`, without its advice. */
export function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/[.\n](?:\s|$)/, 1)[0] ?? message;
}
