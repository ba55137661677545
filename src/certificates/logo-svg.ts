// Whether text is an SVG drawing that is safe to draw and to show: well-formed, of shapes and colours only. Nothing that runs,
// loads, animates, or needs a font. What is not on the lists is refused by name.

const elements = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath mask pattern
  title desc style`.split(/\s+/),
);
const elementsMax = 5_000;
const depthMax = 64;
/** Copies of copies grow exponentially. */
const usesMax = 8;

const opening = /^\ufeff?(?:<\?xml[^?>]*\?>)?(?:\s|<!--(?:(?!--)[\s\S])*-->|<!DOCTYPE[^[>]*>)*(?=<svg[\s>])/;
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const text = /[^<&]+|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});/y;
const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** null when it is one. */
export function problemOfSvg(file: string): string | null {
  const [start] = opening.exec(file) ?? [];
  if (start === undefined) return 'neither a PNG nor an SVG file';
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
    const problem = problemOfElement(name, attributes, count);
    if (problem !== null) return problem;
    if (count > elementsMax || open.length > depthMax || uses > usesMax) return 'an SVG file of too many parts';
  }
  return open.length === 0 && count > 0 ? null : 'an SVG file that is not well-formed';
}

function lengthAt(pattern: RegExp, file: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(file)?.[0].length ?? 0;
}

function problemOfElement(name: string, attributes: string, count: number): string | null {
  if (!elements.has(name)) return `an SVG file with <${name}>`;
  const pairs = [...attributes.matchAll(attribute)].map(
    ([, key = '', double, single]) => [key, double ?? single ?? ''] as const,
  );
  const keys = pairs.map(([key]) => key);
  if (new Set(keys).size < keys.length) return 'an SVG file that is not well-formed';
  if (count === 1 && !hasSize(new Map(pairs))) return 'an SVG file without viewBox, or width and height';
  for (const [key, value] of pairs) {
    if (/^on/i.test(key)) return `an SVG file with ${key}`;
    if (/(^|:)href$/i.test(key) && !/^#[\w.-]+$/.test(value)) return 'an SVG file that refers to other files';
    const isName = key === 'xmlns' || key.startsWith('xmlns:') || key.startsWith('data-');
    const problem = isName ? null : problemOfStyle(value);
    if (problem !== null) return problem;
  }
  return null;
}

function hasSize(attributes: ReadonlyMap<string, string>): boolean {
  const box =
    attributes
      .get('viewBox')
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  if (box.length > 0) return box.length === 4 && box.every(Number.isFinite) && (box[2] ?? 0) > 0 && (box[3] ?? 0) > 0;
  return [attributes.get('width'), attributes.get('height')].every((side) =>
    /^\d*\.?\d+(px|pt|mm|cm|in)?$/.test(side ?? ''),
  );
}

/** CSS, and every value that may hold some: refers to parts of the same file only. */
function problemOfStyle(css: string): string | null {
  if (/[@\\]|&#|expression|javascript:/i.test(css)) return 'an SVG file with a style that is not accepted';
  const others = css.replace(/url\(\s*(["']?)#[\w.-]+\1\s*\)/gi, '');
  return /url\s*\(|image(-set)?\s*\(/i.test(others) ? 'an SVG file that refers to other files' : null;
}
