// Asks a DNS server over HTTPS for the addresses of a name, in its JSON form. A Worker has no resolver of its own. What the server answers
// is not trusted further than to refuse a target.

const timeoutMs = 3_000;
/** A and AAAA: RFC 1035 §3.2.2, RFC 3596 §2.1. */
const recordTypes = [1, 28];

interface DnsAnswer {
  readonly Answer?: readonly { readonly type: number; readonly data: string }[];
}

/** @throws if the server does not answer for both types. */
export function createHostResolver(serverUrl: string): (name: string) => Promise<readonly string[]> {
  const ask = async (name: string, type: number): Promise<string[]> => {
    const url = new URL(serverUrl);
    url.searchParams.set('name', name);
    url.searchParams.set('type', String(type));
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { headers: { accept: 'application/dns-json' }, redirect: 'manual', signal });
    if (!answer.ok) throw new Error(`the DNS server answered ${answer.status}`);
    const { Answer: records = [] } = (await answer.json()) as DnsAnswer;
    return records.filter((record) => record.type === type).map(({ data }) => data);
  };
  return async (name) => (await Promise.all(recordTypes.map((type) => ask(name, type)))).flat();
}
