// Which web origins (RFC 6454) may call Laurel from a browser. Pure: parses the operator's list and checks one origin against it.

export interface OriginList {
  /** May use the whole API: named exactly, or a loopback origin where any loopback port is named. */
  readonly isListed: (origin: string) => boolean;
  /** `*` is in the list: every origin may read what needs no token. */
  readonly isOpenForReads: boolean;
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Origins separated by commas or white space. @throws Error that names the first invalid entry. */
export function parseOrigins(text: string): OriginList {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const exact = new Set<string>();
  const anyPort = new Set<string>();
  for (const entry of entries) {
    if (entry === '*') continue;
    const prefix = loopbackPrefixOf(entry);
    if (prefix !== null) anyPort.add(prefix);
    else if (isOrigin(entry)) exact.add(entry);
    else throw new Error(`"${entry}" is not an origin such as https://play.example (no path, no wildcard)`);
  }
  const isListed = (origin: string) => exact.has(origin) || anyPort.has(origin.replace(/:\d+$/, ''));
  return { isListed, isOpenForReads: entries.includes('*') };
}

/** `http://localhost:*` allows every port of this machine, for development. Other hosts have no wildcard. */
function loopbackPrefixOf(entry: string): string | null {
  const [, prefix = '', host = ''] = /^(https?:\/\/([^/]+)):\*$/.exec(entry) ?? [];
  return loopbackHosts.includes(host) ? prefix : null;
}

/** As a browser serializes it: scheme, lower-case host, port unless it is the default of the scheme. */
function isOrigin(entry: string): boolean {
  return /^https?:\/\/[^*]+$/.test(entry) && URL.canParse(entry) && new URL(entry).origin === entry;
}
