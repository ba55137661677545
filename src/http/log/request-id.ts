// Every response carries the id of its request. The caller may send its own id; an unsafe one is replaced.

const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && acceptable.test(given) ? given : crypto.randomUUID();
}
