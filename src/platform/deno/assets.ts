// Style sheets, scripts and fonts of the pages, which Cloudflare serves by itself. They are few and small: all are read at the start.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? '', '../../pages/assets');

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

const extensionOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => Object.hasOwn(types, extensionOf(path)))
    .map((path) => [`/${path.replaceAll('\\', '/')}`, new Uint8Array(readFileSync(join(root, path)))]),
);

/** null: the request is for the app. */
export function answerAsset({ method, url }: Request): Response | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const asset = readAsset(new URL(url).pathname);
  return method === 'HEAD' && asset !== null ? new Response(null, asset) : asset;
}

/** null: there is none. The times are those of the file `_headers`. */
export function readAsset(pathname: string): Response | null {
  const bytes = files.get(pathname);
  if (bytes === undefined) return null;
  const isFont = pathname.startsWith('/static/fonts/');
  return new Response(bytes, {
    headers: {
      'content-type': types[extensionOf(pathname)] ?? '',
      'content-length': String(bytes.byteLength),
      'cache-control': `public, ${isFont ? 'max-age=31536000, immutable' : 'max-age=3600'}`,
    },
  });
}
