// Which language and which form a reader wants (RFC 9110 §12.5).

import { type Language, languages } from '../certificates/certificate.ts';

/** `?lang=` wins; then the highest-weighted language of Accept-Language that we speak; English otherwise. */
export function languageOf(request: Request): Language {
  const asked = request.url.includes('lang=') ? new URL(request.url).searchParams.get('lang') : null;
  const chosen = languages.find((language) => language === asked);
  return chosen ?? preferred(request.headers.get('accept-language') ?? '') ?? 'en';
}

function preferred(header: string): Language | undefined {
  const ranked = weighted(header).map(({ value }) => value.slice(0, 2).toLowerCase());
  return ranked.flatMap((tag) => languages.filter((language) => language === tag))[0];
}

/** Programs that want JSON name it. Who takes anything gets the page: so do the readers of its picture and title elsewhere. */
export function wantsHtml(request: Request): boolean {
  const ranked = weighted(request.headers.get('accept')?.toLowerCase() ?? '');
  const named = ranked.find(({ value }) => value === 'text/html' || value === 'application/json');
  return named?.value !== 'application/json';
}

interface Weighted {
  readonly value: string;
  readonly weight: number;
}

/** Readers are many, what their browsers say is not. Few and short, so that nobody fills our memory with their own. */
const rankings = new Map<string, readonly Weighted[]>();
const rankingsMax = 200;
const rankedLengthMax = 200;

function weighted(header: string): readonly Weighted[] {
  const known = rankings.get(header);
  if (known !== undefined) return known;
  const ranked = rank(header);
  if (header.length > rankedLengthMax) return ranked;
  if (rankings.size >= rankingsMax) rankings.clear();
  rankings.set(header, ranked);
  return ranked;
}

function rank(header: string): Weighted[] {
  return header
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { value, weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
}
