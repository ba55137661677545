// What the API document says of an operation in words: what it does, who may use it, and its limits.

import { scopeOf } from '../../http/api-keys/scope.ts';
import { deprecationText } from '../../http/headers/deprecation.ts';
import { quotasDefault } from '../../http/limits/limiter.ts';
import { limitOf, type RouteDefinition } from '../../http/route.ts';
import { whoMay } from './who-may.ts';

export function descriptionOf(route: RouteDefinition): string {
  const { deprecation } = route;
  const warning = deprecation === undefined ? '' : deprecationText(deprecation);
  const parts = [warning, route.description, whoMay(route.permission), scopeText(route), limitsOf(route)];
  return parts.filter(Boolean).join(' ');
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
  const { user, key, anonymous } = quotasDefault;
  const withoutToken = route.permission.isPublic
    ? `; without a token ${anonymous.count} a minute for each address`
    : '';
  const ofKeys = scopeOf(route) === null ? '' : `, ${key.count} for each API key`;
  const perHour = `${user.count} requests an hour for each player${ofKeys}${withoutToken}`;
  if (own === null) return `Limit: ${perHour}.`;
  const ownText = `${own.count} ${periodOf(own.windowSeconds)} (\`${own.name}\`)`;
  return name === 'verification' ? `Limit: ${ownText} for each address.` : `Limits: ${perHour}; of these ${ownText}.`;
}

const periodOf = (windowSeconds: number) => (windowSeconds === 60 ? 'a minute' : `in ${windowSeconds / 60} minutes`);
