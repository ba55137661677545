// What a sample of a route is: one accepted request, and whom the resources that it names belong to.

import type { Person } from '../isolate/api.ts';

export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** A text is a file, of `mediaType`. */
  readonly body?: Readonly<Record<string, unknown>> | string;
  readonly mediaType?: string;
  /** Default: the administrator, who has all permissions. */
  readonly as?: Person;
  /** The expected status when a plain request is not accepted. */
  readonly status?: number;
}

/** By Hono's method and path pattern. */
export type Samples = Readonly<Record<string, Sample>>;

/** Whom a resource belongs to. */
export interface Belonging {
  readonly owner?: Person;
  readonly organizer?: Person;
}
