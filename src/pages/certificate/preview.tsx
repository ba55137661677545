// Metadata of a page for other sites (Open Graph, oEmbed discovery). They cache it for days, so it names the certificate and contains no
// verdict.

import type { Language } from '../../certificates/certificate.ts';
import { typeTitle } from '../../certificates/drawing/wording.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import { words } from '../words.ts';
import { oembedUrl } from './oembed.ts';

export interface Preview {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly imageUrl: string | null;
}

/** The picture is offered for valid certificates only, because it does not show the verdict. */
export function previewOf({ verdict, record }: Verdict, language: Language): Preview {
  const { content, verificationUrl: url } = record;
  const { certificate, status } = words[language].preview;
  if (content === null) return { title: certificate, description: status, url, imageUrl: null };
  return {
    title: `${content.printedName} · ${content.tournamentTitle}`,
    description: `${typeTitle(content.type, language)} · ${content.issuer}. ${status}`,
    url,
    imageUrl: verdict === 'valid' ? `${url}/preview.png` : null,
  };
}

export function PreviewTags({ preview, language }: { readonly preview: Preview; readonly language: Language }) {
  const { title, description, url, imageUrl } = preview;
  return (
    <>
      <link rel="canonical" href={url} />
      <link rel="alternate" type="application/json" href={url} />
      <link rel="alternate" type="application/json+oembed" href={oembedUrl(url, language)} title={title} />
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Laurel" />
      <meta property="og:locale" content={language === 'bn' ? 'bn_BD' : 'en_GB'} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {imageUrl === null ? null : (
        <>
          <meta property="og:image" content={imageUrl} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={title} />
        </>
      )}
      <meta name="twitter:card" content={imageUrl === null ? 'summary' : 'summary_large_image'} />
    </>
  );
}
