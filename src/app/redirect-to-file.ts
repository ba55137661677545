// Redirects a reader to S3 by a signed URL that expires soon.

import type { MirroredStore } from '../objects/stores/mirrored.ts';
import type { WantedUrl } from '../objects/stores/sign-url.ts';

/**
 * null if the Worker must send the bytes itself: the phase, the state of S3 or its checksum forbids a URL, or the request is not
 * the GET that is signed. Never cached: the URL is for one reader and expires soon.
 */
export async function redirectToFile(
  request: Request,
  objects: Pick<MirroredStore, 'link'>,
  file: WantedUrl,
): Promise<Response | null> {
  if (request.method !== 'GET' || request.headers.has('if-none-match')) return null;
  const location = await objects.link(file);
  if (location === null) return null;
  const headers = { location, 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 302, headers });
}
