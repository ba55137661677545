// The network that an address limit counts: an IPv4 address, or the /64 of an IPv6 address, which is what one customer has (RFC 6177).

/** null for a text that is no address. */
export function clientNetworkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const text = mapped ?? address;
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(text)) return text.split('.').every((part) => Number(part) < 256) ? text : null;
  if (!text.includes(':')) return null;
  try {
    // The parser of URLs knows every form of an IPv6 address and shortens it (RFC 5952).
    const { hostname } = new URL(`http://[${text.split('%')[0]}]/`);
    return `${expand(hostname.slice(1, -1)).slice(0, 4).join(':')}::/64`;
  } catch {
    return null;
  }
}

function expand(address: string): string[] {
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(zeros).fill('0'), ...tail];
}
