// Whether text is an SVG drawing that is safe to draw and to show: well-formed, with shapes and colours only. Scripts, external
// references, animations and text are refused. Elements and attributes that are not listed are refused by name.

const elements = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath mask pattern
  title desc style`.split(/\s+/),
);
const elementsMax = 5_000;
const depthMax = 64;
/** Nested copies grow exponentially. */
const usesMax = 8;
const ratioMax = 20;
const namespace = 'http://www.w3.org/2000/svg';
/** References within the file use `href`, in older files `xlink:href`. */
const linkNamespace = 'http://www.w3.org/1999/xlink';
const prefixed = ['xml:space', 'xml:lang', 'xlink:href'];

const opening = /^\ufeff?(?:<\?xml[^?>]*\?>)?(?:\s|<!--(?:(?!--)[\s\S])*-->|<!DOCTYPE[^[>]*>)*(?=<svg[\s>])/;
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const text = /[^<&]+|&(?:amp|lt|gt|quot|apos);/y;
const isEscaped = /^(?:[^&]|&(?:amp|lt|gt|quot|apos);)*$/;
/** XML 1.0, sections 2.2 and 2.4. */
const notInXml = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\]\]>/u;
const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** null: the file is valid. */
export function problemOfSvg(file: string): string | null {
  const [start] = opening.exec(file) ?? [];
  if (start === undefined) return 'neither a PNG nor an SVG file';
  if (notInXml.test(file)) return 'an SVG file that is not well-formed';
  const open: string[] = [];
  let [count, uses] = [0, 0];
  for (let at = start.length; at < file.length; ) {
    if (open.length === 0 && count > 0)
      return file.slice(at).trim() === '' ? null : 'an SVG file with something behind it';
    const passed = lengthAt(comment, file, at) || lengthAt(text, file, at);
    if (passed > 0) {
      const problem = open.at(-1) === 'style' ? problemOfStyle(file.slice(at, at + passed)) : null;
      if (problem !== null) return problem;
      at += passed;
      continue;
    }
    tag.lastIndex = at;
    const [whole = '', isEnd, name = '', attributes = '', isEmpty] = tag.exec(file) ?? [];
    if (whole === '') return 'an SVG file that is not well-formed';
    at += whole.length;
    if (isEnd) {
      if (open.pop() !== name) return 'an SVG file that is not well-formed';
      continue;
    }
    count += 1;
    if (name === 'use') uses += 1;
    if (!isEmpty) open.push(name);
    const problem =
      problemOfElement(name, pairsOf(attributes)) ?? (count === 1 ? problemOfRoot(attributes, file) : null);
    if (problem !== null) return problem;
    if (count > elementsMax || open.length > depthMax || uses > usesMax) return 'an SVG file of too many parts';
  }
  return open.length === 0 && count > 0 ? null : 'an SVG file that is not well-formed';
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
    if (/^on/i.test(key) || (key.includes(':') && !isNamespace && !prefixed.includes(key)))
      return `an SVG file with ${key}`;
    if (/(^|:)href$/i.test(key) && !/^#[\w.-]+$/.test(value)) return 'an SVG file that refers to other files';
    const problem = isNamespace ? null : problemOfStyle(value);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfRoot(attributes: string, file: string): string | null {
  const given = new Map(pairsOf(attributes));
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

/** CSS and attribute values that may contain it: references within the same file only. */
function problemOfStyle(css: string): string | null {
  if (/[@\\]|&#|expression|javascript:/i.test(css)) return 'an SVG file with a style that is not accepted';
  const others = css.replace(/url\(\s*(["']?)#[\w.-]+\1\s*\)/gi, '');
  return /url\s*\(|image(-set)?\s*\(/i.test(others) ? 'an SVG file that refers to other files' : null;
}
