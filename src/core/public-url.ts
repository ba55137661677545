// Whether a URL may be printed. A printed QR code cannot be changed later.

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
function isReservedName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  if (reservedDomains.test(name) || !/[.:]/.test(name)) return true;
  if (/^\d+(\.\d+){3}$/.test(name)) return isReservedAddress(name.split('.').map(Number));
  return /^\[(::|f[cdef]|2001:db8|64:ff9b|100:)/.test(name);
}

const reservedBlocks: readonly (readonly [first: readonly number[], bits: number])[] = [
  ...[[0], [10], [127]].map((first) => [first, 8] as const),
  [[100, 64], 10],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
];

function isReservedAddress(octets: readonly number[]): boolean {
  const toNumber = (parts: readonly number[]) =>
    [0, 1, 2, 3].reduce((sum, index) => sum * 256 + (parts[index] ?? 0), 0);
  const address = toNumber(octets);
  return reservedBlocks.some(([first, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(toNumber(first) / size);
  });
}
