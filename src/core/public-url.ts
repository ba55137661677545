// Whether a URL may be printed. A printed QR code cannot be changed later.

/** A configuration variable whose value disables one kind of work. */
export interface ConfigurationFault {
  readonly variable: string;
  readonly reason: string;
}

/** Why other people cannot open the URL; null if they can. */
export function unprintableReason(publicUrl: string): string | null {
  const { protocol, hostname, username, password } = new URL(publicUrl);
  if (protocol !== 'https:') return 'does not begin with https://';
  if (username !== '' || password !== '') return 'contains a user name or a password';
  if (isLocalName(hostname)) return 'names a local machine or a private network';
  return null;
}

/** RFC 6761 and RFC 6762 names, and the loopback, private and link-local ranges of RFC 6890. `hostname` is as URL gives it. */
function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  if (/(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(name) || !/[.:]/.test(name)) return true;
  if (
    /^(0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      name,
    )
  ) {
    return /^[\d.]+$/.test(name);
  }
  return /^\[(::1?|f[cd][0-9a-f]*:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\]$/.test(name);
}
