// Style sheets, scripts and fonts of the pages, which Cloudflare serves by itself. They are few and small: all are read at the start.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? '', '../../pages/assets');

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

const extensionOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => Object.hasOwn(types, extensionOf(path)))
    .map((path) => [`/${path.replaceAll('\\', '/')}`, new Uint8Array(readFileSync(join(root, path)))]),
);

/** null: the request is for the app. The times are those of the file `_headers`. */
export function answerAsset({ method, url }: Request): Response | null {
  const { pathname } = new URL(url);
  const bytes = files.get(pathname);
  if (bytes === undefined || (method !== 'GET' && method !== 'HEAD')) return null;
  const isFont = pathname.startsWith('/static/fonts/');
  return new Response(method === 'HEAD' ? null : bytes, {
    headers: {
      'content-type': types[extensionOf(pathname)] ?? '',
      'content-length': String(bytes.byteLength),
      'cache-control': `public, ${isFont ? 'max-age=31536000, immutable' : 'max-age=3600'}`,
    },
  });
}
