// The issuer profile of an organizer, as printed on certificates: name, site, logo and signatory. Pure.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Logo, Signatory } from '../certificate.ts';

export interface IssuerProfile {
  readonly playerId: Id<'player'>;
  readonly name: string;
  /** An https URL. */
  readonly site: string | null;
  /** In the object store; contains the hash of the file. */
  readonly logoKey: string | null;
  readonly signatory: Signatory | null;
  readonly updatedAt: Instant;
}

export const issuerNameLengthMax = 80;
export const siteLengthMax = 100;
export const logoSizeBytesMax = 200 * 1024;

export const logoContentTypes = ['image/png', 'image/svg+xml'] as const;
const extensions = { 'image/png': 'png', 'image/svg+xml': 'svg' } as const;

export function logoKeyOf({ contentType }: Logo, storedAt: Instant, sha256: string): string {
  return `logo/${storedAt.slice(0, 4)}/${storedAt.slice(5, 7)}/${sha256}.${extensions[contentType]}`;
}

export function logoFileOf(key: string): { readonly sha256: string; readonly contentType: Logo['contentType'] } {
  const [, sha256 = '', extension] = /\/([0-9a-f]{64})\.(png|svg)$/.exec(key) ?? [];
  return { sha256, contentType: extension === 'png' ? 'image/png' : 'image/svg+xml' };
}

/** As printed: without scheme and trailing slash. */
export function shownSite(site: string): string {
  return site.replace(/^https:\/\//, '').replace(/\/$/, '');
}
