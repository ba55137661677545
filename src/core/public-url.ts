// Whether an address may be printed: a QR code keeps what it was printed with for ever.

/** A variable whose value stops one kind of work, and nothing else. */
export interface ConfigurationFault {
  readonly variable: string;
  readonly reason: string;
}

/** null, or why nobody else can open the address. */
export function unprintableReason(publicUrl: string): string | null {
  const { protocol, hostname, username, password } = new URL(publicUrl);
  if (protocol !== 'https:') return 'does not begin with https://';
  if (username !== '' || password !== '') return 'has a user name or a password in it';
  if (isLocalName(hostname)) return 'names this machine or a network of its own';
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
