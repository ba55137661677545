// An HTTP client for the public API, with a bearer token.

export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
}

const requestTimeoutMs = 15_000;

/** Sends a new Idempotency-Key with each POST. */
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
