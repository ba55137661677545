// Speaks to a running Laurel as anybody would: over HTTP, with a bearer token.

export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
}

const requestTimeoutMs = 15_000;

/** Each POST carries its own Idempotency-Key: postings of coins need one, the others do not mind. */
export function createApiClient(baseUrl: string, token: string): ApiClient {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const content =
      body === undefined
        ? { headers }
        : {
            headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
            body: JSON.stringify(body),
          };
    const signal = AbortSignal.timeout(requestTimeoutMs);
    const response = await fetch(new URL(path, baseUrl), { method, signal, ...content });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
  };
}
