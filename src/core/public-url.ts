// Whether a URL may be printed. A printed QR code cannot be changed later.

import { isAddress, isPublicAddress } from './network/internet-address.ts';

/** A configuration variable whose value disables one kind of work. */
export interface ConfigurationFault {
  readonly variable: string;
  readonly reason: string;
}

/** Why other people cannot open the URL, or what follows it in a link would be lost; null if they can. */
export function unprintableReason(publicUrl: string): string | null {
  const { protocol, hostname, username, password, search, hash } = new URL(publicUrl);
  if (protocol !== 'https:') return 'does not begin with https://';
  if (username !== '' || password !== '') return 'contains a user name or a password';
  if (search !== '' || hash !== '' || /[?#]/.test(publicUrl)) return 'contains a query or a fragment';
  if (isReservedName(hostname)) return 'names a local machine or a private network';
  return null;
}

const reservedDomains = /(^|\.)(localhost|local|localdomain|internal|lan|home|home\.arpa|invalid|example|onion|corp)$/;

/** Special-use names (RFC 6761, 6762, 8375) except `.test`, and addresses that are not globally reachable (RFC 6890). `hostname` as URL gives it. */
export function isReservedName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  if (reservedDomains.test(name) || !/[.:]/.test(name)) return true;
  return isAddress(name) && !isPublicAddress(name);
}
