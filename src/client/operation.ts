// The types of the client's methods, derived from the generated operations.

import type { Operations } from './api-types.ts';
import type { LaurelProblem, UnexpectedAnswer } from './problem.ts';

export type OperationName = keyof Operations;

/** Of every request, beside what its operation takes. */
export interface CallOptions {
  /** Ends the request at once, also while it waits before another attempt. */
  readonly signal?: AbortSignal | undefined;
  /** Sent with those of the client, for example `If-Match` or `X-Request-Id`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type RequestOf<Name extends OperationName> = Readonly<Operations[Name]['request']> & CallOptions;
export type BodyOf<Name extends OperationName> = Operations[Name]['answer'];

/** A refusal of this operation: `code` is one of the codes that it declares. */
export type ProblemOf<Name extends OperationName> = LaurelProblem & {
  readonly operation: Name;
  readonly code: Operations[Name]['problems'] | UnexpectedAnswer;
};

/** An answer with its status and headers. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The request may be left out where nothing in it is required. */
type Given<Request> = Record<never, never> extends Request ? [request?: Request] : [request: Request];

/** Without a comment on the call itself: editors would show it in place of that of the operation. */
export interface Method<Name extends OperationName> {
  (...request: Given<RequestOf<Name>>): Promise<BodyOf<Name>>;
  /** The same request; with the status and the headers, for example `ETag` or `Location`. */
  answer(...request: Given<RequestOf<Name>>): Promise<Answer<BodyOf<Name>>>;
  /** Whether the error is a refusal of this operation. Narrows `code`. */
  refused(error: unknown): error is ProblemOf<Name>;
}

type ItemOf<Page> = Page extends { readonly items: readonly (infer Item)[] } ? Item : never;

export interface ListMethod<Name extends OperationName> extends Method<Name> {
  /** Every item of every page, read as the loop proceeds. */
  items(...request: Given<RequestOf<Name>>): AsyncGenerator<ItemOf<BodyOf<Name>>, void, undefined>;
  /** Page by page. */
  pages(...request: Given<RequestOf<Name>>): AsyncGenerator<BodyOf<Name>, void, undefined>;
}
