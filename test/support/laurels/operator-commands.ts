// Operator commands as processes.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Variables = Readonly<Record<string, string>>;

/** @param home Where a Laurel of this machine would keep its data. */
export function operatorCommands(home: string) {
  const spawnCommand = (program: string, args: readonly string[], variables: Variables): ChildProcess =>
    spawn(process.execPath, [`src/cli/operator/${program}.ts`, ...args], {
      env: { ...process.env, LAUREL_HOME: home, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    spawn: spawnCommand,
    async run(program: string, args: readonly string[], variables: Variables): Promise<CommandResult> {
      const child = spawnCommand(program, args, variables);
      const [out, err]: [string[], string[]] = [[], []];
      child.stdout?.on('data', (chunk) => out.push(String(chunk)));
      child.stderr?.on('data', (chunk) => err.push(String(chunk)));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, out: out.join(''), err: err.join('') };
    },
  };
}
