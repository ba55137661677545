// The text of a download link: what it says, and which part of it is signed. link-keys.ts makes and verifies the signature.

import { type Id, type IdKind, idPattern } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import { type FileFormat, fileFormats } from '../certificate.ts';

/** Long enough to click a link or to repeat an aborted download. A leaked link is of use for no longer. */
export const linkLifetimeSeconds = 300;

export const readerRoles = ['player', 'admin'] as const;

/**
 * The person a link was made for. Their right is judged again at each use. Laurel cannot look up the roles of a token, so the link itself
 * says if the person had the right only as an administrator by token.
 */
export interface LinkReader {
  readonly playerId: Id<'player'>;
  readonly role: (typeof readerRoles)[number];
}

export interface DownloadLink {
  readonly id: Id<'certificate'>;
  readonly format: FileFormat;
  readonly reader: LinkReader;
  /** In whole seconds. From this instant on the link is not valid. */
  readonly expiresAt: Instant;
}

export interface ReadLink {
  readonly link: DownloadLink;
  readonly signed: string;
  readonly signature: string;
}

export function expiryOf(now: Instant): Instant {
  return toInstant((Math.floor(Date.parse(now) / 1000) + linkLifetimeSeconds) * 1000);
}

export function isExpired({ expiresAt }: DownloadLink, now: Instant): boolean {
  return Date.parse(now) >= Date.parse(expiresAt);
}

/** The part that is signed. It needs no escaping in the path of a URL, and no part contains a dot. */
export function signedText({ id, format, reader, expiresAt }: DownloadLink): string {
  return [id, format, reader.playerId, reader.role, Date.parse(expiresAt) / 1000].join('.');
}

export function linkText(link: DownloadLink, signature: string): string {
  return `${signedText(link)}.${signature}`;
}

/** Ten digits reach from the year 2001 to 2286. */
const seconds = /^[1-9]\d{9}$/;

/** Each link has exactly one spelling. null: not a link. */
export function readLink(text: string): ReadLink | null {
  const [id = '', format = '', playerId = '', role = '', expiry = '', signature = '', ...more] = text.split('.');
  const isLink =
    isId('certificate', id) &&
    isOneOf(fileFormats, format) &&
    isId('player', playerId) &&
    isOneOf(readerRoles, role) &&
    seconds.test(expiry) &&
    more.length === 0;
  if (!isLink) return null;
  const link = { id, format, reader: { playerId, role }, expiresAt: toInstant(Number(expiry) * 1000) };
  return { link, signed: signedText(link), signature };
}

const isId = <K extends IdKind>(kind: K, text: string): text is Id<K> => idPattern(kind).test(text);

const isOneOf = <T extends string>(known: readonly T[], text: string): text is T => known.some((one) => one === text);
