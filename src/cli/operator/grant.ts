// `npm run grant`: grants a role to a player, for the first administrator. Later ones are made through the API.

import { type Id, idPattern } from '../../core/id.ts';
import { grantByCommand } from '../../identity/change-roles.ts';
import { type GrantableRole, grantableRoles } from '../../identity/player.ts';
import { findOrMakePlayer } from '../../identity/store.ts';
import type { Ports } from '../../outbox/ports.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { findVariables, openOperatorDatabase } from './operator-connections.ts';

const usage = 'npm run grant -- --player ply_… --role admin';
const help = `Usage: ${usage}
       npm run grant -- --issuer https://id.example/ --subject "auth0|…" --role admin

Grants a role to a player, with an audit row. Granting it again changes nothing. A request that is running may still be judged without it.

  --player ID      player id: ply_ and 26 characters
  --issuer TEXT    iss of the player's tokens, character by character
  --subject TEXT   sub of the player's tokens; a subject that is new gets a player
  --role ROLE      ${grantableRoles.join(', ')}

Environment (not needed while \`npm start\` runs on this machine)
  DATABASE_URL   Postgres
`;

export interface Grant {
  readonly who: { readonly playerId: Id<'player'> } | { readonly issuer: string; readonly subject: string };
  readonly role: GrantableRole;
}

/** @throws StartRefusal that names the invalid argument. */
export function parseGrantArguments(args: readonly string[]): Grant {
  const text = { type: 'string' } as const;
  const options = { player: text, issuer: text, subject: text, role: text };
  const { values } = parseCommandLine(args, { command: 'npm run grant', help, options });
  const { player, issuer, subject, role } = values;
  if (role === undefined) throw refusal('--role is missing');
  if (!grantableRoles.includes(role as GrantableRole))
    throw refusal(`--role accepts ${grantableRoles.join(', ')}, not "${role}"`);
  return { who: readWho(player, issuer, subject), role: role as GrantableRole };
}

function readWho(player?: string, issuer?: string, subject?: string): Grant['who'] {
  if (player !== undefined && issuer === undefined && subject === undefined) {
    if (!idPattern('player').test(player)) throw refusal(`--player must be ply_ and 26 characters, not "${player}"`);
    return { playerId: player as Id<'player'> };
  }
  if (player !== undefined || !issuer || !subject) throw refusal('give --player, or --issuer and --subject');
  if (idPattern('player').test(subject)) throw refusal('a ply_… subject is a player: use --player');
  return { issuer, subject };
}

function refusal(reason: string): StartRefusal {
  return new StartRefusal(`${reason}; usage: ${usage}`, 2);
}

/** @returns the player. */
export async function grant(
  environment: Readonly<Record<string, string | undefined>>,
  { who, role }: Grant,
): Promise<Id<'player'>> {
  const { db, clock, newId } = openOperatorDatabase(findVariables(environment));
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const ports: Ports = { db, clock, newId, randomBytes, claim: null, publish: () => {} };
  try {
    const playerId =
      'playerId' in who
        ? who.playerId
        : await findOrMakePlayer(db, { ...who, playerId: newId('player'), name: null, hashes: [], now: clock() });
    await grantByCommand(ports, { playerId, role });
    return playerId;
  } finally {
    await db.close();
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const wanted = parseGrantArguments(process.argv.slice(2));
    console.log(`${await grant(process.env, wanted)} has the role ${wanted.role}.`);
  });
}
