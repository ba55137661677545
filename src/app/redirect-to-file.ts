// Sends a reader to S3 for a file: a signed URL that lives for a minute.

import type { MirroredStore } from '../objects/stores/mirrored.ts';
import type { WantedUrl } from '../objects/stores/sign-url.ts';

/**
 * null where the Worker has to send the bytes itself: the phase, the state of S3 or its checksum forbid a URL, or the request
 * is not the GET that is signed. Kept by nobody: the URL is for this reader, and soon over.
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
