// The list of issuers whose tokens are accepted, as JSON.

import * as z from 'zod';
import { discovery, isSafeUrl } from './key-set.ts';
import type { TokenIssuer } from './verify-token.ts';

const sharedKeys = 'is needed, because other customers of the provider may share its keys';

const entry = z.strictObject({
  issuer: z.string().min(1).max(255),
  audiences: z.array(z.string().min(1)).min(1, sharedKeys),
  /** Default: the issuer's discovery document names the key set. */
  keys: z.url().refine(isSafeUrl, 'must begin with https://').optional(),
  namesPlayers: z.boolean().default(false),
  rolesClaim: z.string().min(1).optional(),
});

export type IssuerEntry = z.input<typeof entry>;

/** @throws Error that says what is wrong. */
export function parseIssuers(text: string, rolesClaim: string): TokenIssuer[] {
  return readIssuers(parseJson(text), rolesClaim);
}

/** `rolesClaim` is for entries without one. @throws like parseIssuers. */
export function readIssuers(entries: unknown, rolesClaim: string): TokenIssuer[] {
  const parsed = z.array(entry).safeParse(entries);
  if (!parsed.success) throw new Error(parsed.error.issues.map(describe).join('; '));
  const issuers = parsed.data.map((one) => ({
    ...one,
    keys: one.keys ?? discovery,
    rolesClaim: one.rolesClaim ?? rolesClaim,
  }));
  const unsafe = issuers.find(({ keys, issuer }) => keys === discovery && !(URL.canParse(issuer) && isSafeUrl(issuer)));
  if (unsafe !== undefined) throw new Error('an issuer without keys must be an https:// URL, to be discovered');
  const names = issuers.map(({ issuer }) => issuer);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`the issuer ${repeated} is given twice`);
  return issuers;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('is not JSON');
  }
}

const describe = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || 'the list'} ${message}`;
