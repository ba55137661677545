// `npm run token`: prints a signed bearer token for manual API requests.

import { type Role, roles } from '../../core/actor.ts';
import { type Id, idPattern } from '../../core/id.ts';
import { locateHomeFolder } from '../dev/home-folder.ts';
import { loadSecrets } from '../dev/secrets.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { signToken, type TokenClaims } from './sign-token.ts';

const usage = 'npm run token -- --sub ply_… --roles organizer [--name "…"] [--ttl 8h]';
const help = `Usage: ${usage}

Prints a bearer token that the Laurel running on this machine accepts.

  --sub ID     player id: ply_ and 26 digits or small letters without i, l, o and u
  --roles LIST ${roles.join(', ')}, separated by commas
  --name TEXT  display name
  --ttl TIME   a number followed by s, m, h or d (8h)

Environment
  JWT_SECRET   key to sign with; otherwise the key in the home folder
  LAUREL_HOME  the home folder (.laurel in the repository)
`;
const ttlDefault = '8h';
const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** @throws StartRefusal that names the invalid argument. */
export function parseTokenArguments(args: readonly string[]): TokenClaims {
  const text = { type: 'string' } as const;
  const options = { sub: text, roles: text, name: text, ttl: text };
  // A value may begin with a minus sign: it is judged below, not taken for an option.
  const { values } = parseCommandLine(joinValues(args), { command: 'npm run token', help, options });
  const { sub, roles: roleList = '', name, ttl = ttlDefault } = values;
  if (sub === undefined) throw refusal('--sub is missing');
  if (!idPattern('player').test(sub))
    throw refusal(`--sub must be ply_ and 26 digits or small letters without i, l, o and u, not "${sub}"`);
  const named = roleList.split(',').filter(Boolean);
  const unknownRole = named.find((role) => !roles.includes(role as Role));
  if (unknownRole !== undefined) throw refusal(`--roles accepts ${roles.join(', ')}, not "${unknownRole}"`);
  return { sub: sub as Id<'player'>, roles: named as Role[], name, ttlSeconds: parseDuration(ttl) };
}

function joinValues(args: readonly string[]): string[] {
  const at = args.indexOf('--ttl');
  const value = at < 0 ? undefined : args[at + 1];
  return value === undefined ? [...args] : [...args.slice(0, at), `--ttl=${value}`, ...args.slice(at + 2)];
}

function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (amount === '') throw refusal(`--ttl must be a number followed by s, m, h or d, not "${text}"`);
  return Number(amount) * secondsOf[unit as keyof typeof secondsOf];
}

function refusal(reason: string): StartRefusal {
  return new StartRefusal(`${reason}; usage: ${usage}`, 2);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The key of the running server: JWT_SECRET, otherwise the key in the home folder. */
export function findJwtSecret(environment: Environment): string {
  const home = locateHomeFolder(environment);
  const secret = environment.JWT_SECRET || loadSecrets(home.secretsFile)?.jwtSecret;
  if (!secret)
    throw new StartRefusal(
      `There is no signing key in ${home.path}; run npm start once, set LAUREL_HOME to the folder of the running Laurel, or set JWT_SECRET.`,
    );
  return secret;
}

if (import.meta.main) {
  await runCommand(async () => {
    const claims = parseTokenArguments(process.argv.slice(2));
    console.log(await signToken(findJwtSecret(process.env), claims));
  });
}
