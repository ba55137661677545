// oEmbed (https://oembed.com): how other sites embed a certificate. They cache the answer, so it contains a frame with the current verdict
// instead of the verdict itself.

import { formatCode, type Language } from '../../certificates/certificate.ts';
import { normalizeCode } from '../../certificates/verification/typed-code.ts';
import type { Oembed } from './contract.ts';

export interface Frame {
  readonly url: string;
  readonly title: string;
  readonly language: Language;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Large enough for a name of two lines in either script. */
export const frameSize = { widthPx: 480, heightPx: 260 };

/** Below the same base path as the certificate pages. */
export function oembedUrl(certificateUrl: string, language: Language): string {
  const base = certificateUrl.replace(/\/c\/[^/]+$/, '');
  return `${base}/oembed?format=json&url=${encodeURIComponent(`${certificateUrl}?lang=${language}`)}`;
}

export function frameHtml({ url, title, language, widthPx, heightPx }: Frame): string {
  const source = `${url}/embed?lang=${language}`;
  return `<iframe src="${escapeAttribute(source)}" title="${escapeAttribute(title)}" width="${widthPx}" height="${heightPx}" style="border:0;max-width:100%" loading="lazy"></iframe>`;
}

export function oembedJson(frame: Frame, providerUrl: string): Oembed {
  return {
    ...{ version: '1.0', type: 'rich', title: frame.title, provider_name: 'Laurel', provider_url: providerUrl },
    ...{ html: frameHtml(frame), width: frame.widthPx, height: frame.heightPx, cache_age: 60 },
  };
}

/** The code in the address of a certificate page; null for any other address. */
export function codeOfPage(address: string, publicUrl: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const base = new URL(publicUrl);
  const path = `${base.pathname.replace(/\/$/, '')}/c/`;
  const isOurs = url.host === base.host && /^https?:$/.test(url.protocol) && url.pathname.startsWith(path);
  const code = isOurs ? normalizeCode(url.pathname.slice(path.length)) : null;
  return code === null ? null : formatCode(code);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
