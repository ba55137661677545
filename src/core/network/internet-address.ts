// Which IP addresses are globally reachable: neither private, loopback, link-local nor reserved (RFC 6890, and the IANA registries of
// special-purpose addresses).

/** IPv4 in dotted form, or IPv6, also in brackets as a URL has it. */
export function isAddress(text: string): boolean {
  return readV4(text) !== null || readV6(text) !== null;
}

/** False also for what is no address. */
export function isPublicAddress(text: string): boolean {
  const v4 = readV4(text);
  if (v4 !== null) return isPublicV4(v4);
  const v6 = readV6(text);
  return v6 !== null && isPublicV6(v6);
}

export function isLoopbackAddress(text: string): boolean {
  const [v4, v6] = [readV4(text), readV6(text)];
  return v4?.[0] === 127 || v6?.join() === '0,0,0,0,0,0,0,1';
}

const reservedBlocks: readonly (readonly [first: readonly number[], bits: number])[] = [
  ...[[0], [10], [127]].map((first) => [first, 8] as const),
  [[100, 64], 10],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
];

function isPublicV4(octets: readonly number[]): boolean {
  const toNumber = (parts: readonly number[]) =>
    [0, 1, 2, 3].reduce((sum, index) => sum * 256 + (parts[index] ?? 0), 0);
  const address = toNumber(octets);
  return !reservedBlocks.some(([first, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(toNumber(first) / size);
  });
}

/**
 * Only 2000::/3 is given out. Of it, these are not public: 2001::/23 (Teredo, ORCHID), 2001:db8::/32 and 3fff::/20 (documentation) and
 * 2002::/16 (6to4, which holds an IPv4 address).
 */
function isPublicV6([first = 0, second = 0]: readonly number[]): boolean {
  if (first >> 13 !== 1 || first === 0x2002) return false;
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false;
  return !(first === 0x3fff && second < 0x1000);
}

function readV4(text: string): number[] | null {
  const octets = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : [];
  return octets.length === 4 && octets.every((octet) => octet < 256) ? octets : null;
}

/** The URL parser knows every spelling, also those that end in an IPv4 address. */
function readV6(text: string): number[] | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  const host = bare.includes(':') ? URL.parse(`http://[${bare}]`)?.hostname : undefined;
  if (host === undefined) return null;
  const [head = '', tail] = host.slice(1, -1).split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
