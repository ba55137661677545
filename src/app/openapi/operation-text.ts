// What the API document says of an operation in words: what it does, who may use it, and its limits.

import { scopeOf } from '../../http/api-keys/scope.ts';
import { deprecationText } from '../../http/headers/deprecation.ts';
import { quotasDefault } from '../../http/limits/limiter.ts';
import type { Party } from '../../http/permission.ts';
import { limitOf, type RouteDefinition } from '../../http/route.ts';

const partyWords: Readonly<Record<Party, string>> = {
  anonymous: 'everybody',
  player: 'everybody with a token',
  owner: 'whom it belongs to',
  organizer: 'the organizer of the tournament',
  co_organizer: 'its co-organizers',
  referee: 'its referees',
  check_in: 'its staff for check-in',
  caster: 'its casters',
  host: 'the role `organizer`',
  moderator: 'the role `moderator`',
  finance: 'the role `finance`',
  admin: 'the role `admin`',
  operator: 'the operator, with the token of METRICS_TOKEN',
};

export function descriptionOf(route: RouteDefinition): string {
  const { deprecation } = route;
  const warning = deprecation === undefined ? '' : deprecationText(deprecation);
  return [warning, route.description, whoMay(route), scopeText(route), limitsOf(route)].filter(Boolean).join(' ');
}

function whoMay({ permission: { isPublic, parties } }: RouteDefinition): string {
  if (isPublic) return 'Needs no token.';
  if (parties.includes('player')) return 'For everybody with a token.';
  return `For ${parties.map((party) => partyWords[party]).join('; ')}.`;
}

function scopeText(route: RouteDefinition): string {
  const scope = scopeOf(route);
  return scope === null ? '' : `Scope of API keys: \`${scope}\`.`;
}

/** The defaults; RATE_LIMITS changes them. */
function limitsOf(route: RouteDefinition): string {
  const name = limitOf(route);
  if (route.isAtEdge && name !== 'verification') return '';
  const own = name in quotasDefault ? quotasDefault[name as keyof typeof quotasDefault] : null;
  const { user, anonymous } = quotasDefault;
  const withoutToken = route.permission.isPublic
    ? `; without a token ${anonymous.count} a minute for each address`
    : '';
  const perHour = `${user.count} requests an hour for each player${withoutToken}`;
  if (own === null) return `Limit: ${perHour}.`;
  const ownText = `${own.count} a minute (\`${own.name}\`)`;
  return name === 'verification' ? `Limit: ${ownText} for each address.` : `Limits: ${perHour}; of these ${ownText}.`;
}
