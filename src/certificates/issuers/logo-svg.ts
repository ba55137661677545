// Whether text is an SVG drawing that is safe to draw and to show: well-formed, with shapes and colours only. Scripts, external
// references, animations and text are refused. Elements and attributes that are not listed are refused by name.

import { problemOfAttribute, problemOfSheet } from './logo-style.ts';

const elements = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath title desc
  style`.split(/\s+/),
);
const elementsMax = 5_000;
const depthMax = 64;
const ratioMax = 20;
const namespace = 'http://www.w3.org/2000/svg';
/** References within the file use `href`, in older files `xlink:href`. */
const linkNamespace = 'http://www.w3.org/1999/xlink';

const opening = /^\ufeff?(?:<\?xml[^?>]*\?>)?(?:\s|<!--(?:(?!--)[\s\S])*-->|<!DOCTYPE[^[>]*>)*(?=<svg[\s>])/;
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const text = /[^<&]+|&(?:amp|lt|gt|quot|apos);/y;
const isEscaped = /^(?:[^&]|&(?:amp|lt|gt|quot|apos);)*$/;
/** XML 1.0, sections 2.2 and 2.4. */
const notInXml = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\]\]>/u;
const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export interface SvgPart {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The names of its ancestors, outermost first. */
  readonly within: readonly string[];
  /** The text of a style sheet; other text is not drawn. */
  text: string;
  /** The stops of a gradient. */
  stops: number;
}

export type SvgVerdict = { readonly parts: readonly SvgPart[] } | { readonly problem: string };

const notWellFormed = { problem: 'an SVG file that is not well-formed' };

/** The elements of a valid file, in document order. */
export function readSvg(file: string): SvgVerdict {
  const [start] = opening.exec(file) ?? [];
  if (start === undefined) return { problem: 'neither a PNG nor an SVG file' };
  if (notInXml.test(file)) return notWellFormed;
  const parts: SvgPart[] = [];
  const open: SvgPart[] = [];
  for (let at = start.length; at < file.length; ) {
    const parent = open.at(-1);
    if (parent === undefined && parts.length > 0)
      return file.slice(at).trim() === '' ? { parts } : { problem: 'an SVG file with something behind it' };
    const passed = lengthAt(comment, file, at) || lengthAt(text, file, at);
    if (passed > 0) {
      if (parent?.name === 'style') parent.text += file.slice(at, at + passed);
      at += passed;
      continue;
    }
    tag.lastIndex = at;
    const [whole = '', isEnd, name = '', pairs = '', isEmpty] = tag.exec(file) ?? [];
    if (whole === '') return notWellFormed;
    at += whole.length;
    if (isEnd) {
      const closed = open.pop();
      if (closed?.name !== name) return notWellFormed;
      const problem = problemOfSheet(closed.text);
      if (problem !== null) return { problem };
      continue;
    }
    const part = { name, attributes: new Map(pairsOf(pairs)), within: open.map((one) => one.name), text: '', stops: 0 };
    const problem =
      problemOfElement(name, pairsOf(pairs)) ?? (parts.length === 0 ? problemOfRoot(part.attributes, file) : null);
    if (problem !== null) return { problem };
    if (parent?.name === 'style') return notWellFormed;
    if (name === 'stop' && parent !== undefined) parent.stops += 1;
    parts.push(part);
    if (!isEmpty) open.push(part);
    if (parts.length > elementsMax || open.length > depthMax) return { problem: 'an SVG file of too many parts' };
  }
  return open.length === 0 && parts.length > 0 ? { parts } : notWellFormed;
}

function lengthAt(pattern: RegExp, file: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(file)?.[0].length ?? 0;
}

type Pair = readonly [key: string, value: string];

function pairsOf(attributes: string): Pair[] {
  return [...attributes.matchAll(attribute)].map(([, key = '', double, single]) => [key, double ?? single ?? '']);
}

function problemOfElement(name: string, pairs: readonly Pair[]): string | null {
  if (!elements.has(name)) return `an SVG file with <${name}>`;
  const keys = new Set(pairs.map(([key]) => key));
  if (keys.size < pairs.length || !pairs.every(([, value]) => isEscaped.test(value)))
    return 'an SVG file that is not well-formed';
  for (const [key, value] of pairs) {
    const isNamespace = key === 'xmlns' || key === 'xmlns:xlink';
    if (isNamespace && value !== (key === 'xmlns' ? namespace : linkNamespace))
      return `an SVG file with another ${key}`;
    if (/(^|:)href$/i.test(key) && !/^#[\w.-]+$/.test(value)) return 'an SVG file that refers to other files';
    const problem = problemOfAttribute(key, value);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfRoot(given: ReadonlyMap<string, string>, file: string): string | null {
  const isDeclared = given.has('xmlns') && (given.has('xmlns:xlink') || !file.includes('xlink:href'));
  if (!isDeclared) return 'an SVG file that does not declare its namespaces';
  return hasSize(given) ? null : `an SVG file without viewBox, or width and height, of at most 1 : ${ratioMax}`;
}

function hasSize(attributes: ReadonlyMap<string, string>): boolean {
  const box = attributes
    .get('viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const sides = [attributes.get('width'), attributes.get('height')].filter(
    (side) => side !== undefined && side !== '100%',
  );
  if (box !== undefined && !(box.length === 4 && box.every(Number.isFinite) && isSize(box.slice(2)))) return false;
  if (sides.length === 0) return box !== undefined;
  const lengths = sides.map((side) => /^(\d{1,5}(?:\.\d{1,9})?)(px|pt|mm|cm|in)?$/.exec(side ?? ''));
  return (
    new Set(lengths.map((length) => length?.[2])).size === 1 && isSize(lengths.map((length) => Number(length?.[1])))
  );
}

function isSize([width = 0, height = 0]: readonly number[]): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return short >= 0.1 && long <= 100_000 && long / short <= ratioMax;
}
