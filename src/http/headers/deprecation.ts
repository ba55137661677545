// Routes and parameters that will go: the headers Deprecation (RFC 9745), Sunset (RFC 8594) and Link of their answers, from the declaration
// of the route. docs/rules/http.md#deprecation

import type { Instant } from '../../core/instant.ts';
import type { AnswerHeaders } from '../context.ts';

export interface Deprecation {
  /** Since when, or from when on, nobody should begin to use it. */
  readonly since: Instant;
  /** From then on it may be gone; null: that is not decided. */
  readonly sunset: Instant | null;
  /** What to use instead: a sentence. */
  readonly instead: string;
}

interface Deprecated {
  readonly name: string;
  readonly deprecation?: Deprecation;
  /** By the name of the query parameter. */
  readonly deprecatedParameters?: Readonly<Record<string, Deprecation>>;
}

/** The page that names everything that is deprecated. */
export const changesPath = '/docs/changes';

const hasPart = (route: Deprecated, parameters: readonly string[]) =>
  [route.deprecation, ...parameters.map((name) => route.deprecatedParameters?.[name])].filter(
    (part) => part !== undefined,
  );

/**
 * For an answer to a request with these query parameters. Of several deprecations the first counts, and the first sunset. Empty if nothing of
 * the request is deprecated.
 */
export function deprecationHeaders(route: Deprecated, parameters: readonly string[]): AnswerHeaders {
  if (route.deprecation === undefined && route.deprecatedParameters === undefined) return {};
  const parts = hasPart(route, parameters);
  const [since] = parts.map((part) => part.since).sort();
  if (since === undefined) return {};
  const [sunset] = parts.flatMap((part) => part.sunset ?? []).sort();
  const link = (rel: string) => `<${changesPath}#${route.name}>; rel="${rel}"; type="text/html"`;
  return {
    // A date of structured fields: seconds (RFC 9651 section 3.3.7).
    deprecation: `@${Math.floor(Date.parse(since) / 1000)}`,
    ...(sunset === undefined ? {} : { sunset: new Date(sunset).toUTCString() }),
    link: sunset === undefined ? link('deprecation') : `${link('deprecation')}, ${link('sunset')}`,
  };
}

/** What is in `headers` of it. */
export function deprecationOf(headers: AnswerHeaders): AnswerHeaders {
  const names = ['deprecation', 'sunset', 'link'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

const dayOf = (instant: Instant) => instant.slice(0, 'yyyy-mm-dd'.length);

/** For descriptions. */
export function deprecationText({ since, sunset, instead }: Deprecation): string {
  const end = sunset === null ? '' : `, gone from ${dayOf(sunset)} on`;
  return `Deprecated since ${dayOf(since)}${end}. ${instead}`;
}

/** The fields of an operation or a parameter of the API document. */
export function deprecationFields(deprecation: Deprecation | undefined) {
  if (deprecation === undefined) return {};
  const { since, sunset } = deprecation;
  return {
    deprecated: true as const,
    'x-deprecated-since': dayOf(since),
    ...(sunset === null ? {} : { 'x-sunset': dayOf(sunset) }),
  };
}
