// Which attributes and CSS properties an SVG logo may have. What is not listed is refused by name: resvg supports filters, blending
// and markers, which cost seconds per element.

/** Geometry and structure. They are inert or read by the element only. */
const attributes = new Set(
  `id class version baseProfile type role lang focusable viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height d
  points pathLength offset href gradientUnits gradientTransform spreadMethod clipPathUnits zoomAndPan contentStyleType
  xmlns xmlns:xlink xml:space xml:lang xlink:href`.split(/\s+/),
);
const inertAttribute = /^(?:data|aria)-[\w-]+$/;

/** As attributes, in `style` and in style sheets. */
const properties = new Set(
  `fill fill-opacity fill-rule stroke stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-miterlimit opacity color display
  visibility transform transform-origin transform-box stop-color stop-opacity clip-path clip-rule shape-rendering image-rendering
  text-rendering color-rendering color-interpolation color-interpolation-filters solid-color solid-opacity vector-effect
  enable-background line-height letter-spacing word-spacing white-space writing-mode direction`.split(/\s+/),
);
/** Without text they have no effect; drawing programs write them everywhere. */
const inertProperty = /^(?:font|text|-inkscape-font)(?:-[a-z-]+)?$/;
/** Drawing programs write the initial values of properties that are refused otherwise. */
const initial =
  /^(?:stroke-dasharray:none|stroke-dashoffset:0|(?:marker|marker-start|marker-mid|marker-end|mask):none|mix-blend-mode:normal|isolation:auto|paint-order:normal|overflow:(?:visible|hidden))$/;

const width = /^(?:\d{1,5}(?:\.\d*)?|\.\d+)(?:e-\d{1,2})?(?:px|pt|mm|cm|in|%)?$/;
const keyword = /^(?:inherit|initial|unset)$/;
const value = /^[\w\s#%.,()+\-'"]*$/;
const selectors = /^[\w\s#.*,>:-]+$/;
const rule = /([^{}]*)\{([^{}]*)\}/g;
/** What stands in a comment cannot hide a declaration, however a parser reads comments and strings. */
const comment = /\/\*[\w\s.,!()#-]*\*\//g;

const notAccepted = 'an SVG file with a style that is not accepted';

/** null: the attribute is accepted. `key` is case-sensitive, as in XML. */
export function problemOfAttribute(key: string, text: string): string | null {
  if (key === 'style') return problemOfDeclarations(text);
  if (attributes.has(key) || inertAttribute.test(key)) return null;
  return problemOfProperty(key, text);
}

/** The text of a `<style>`: rules of selectors and declarations, without at-rules and escapes. */
export function problemOfSheet(css: string): string | null {
  const plain = css.replace(comment, ' ');
  if (plain.replace(rule, '').trim() !== '') return notAccepted;
  for (const [, selector = '', declarations = ''] of plain.matchAll(rule)) {
    const problem = selectors.test(selector) ? problemOfDeclarations(declarations) : notAccepted;
    if (problem !== null) return problem;
  }
  return null;
}

/** Name and value of each declaration, in lower case. */
export function declarationsOf(css: string): (readonly [name: string, text: string])[] {
  return css
    .replace(comment, ' ')
    .split(/[{};]/)
    .filter((part) => part.includes(':'))
    .map((part) => [part.slice(0, part.indexOf(':')).trim().toLowerCase(), part.slice(part.indexOf(':') + 1)] as const);
}

function problemOfDeclarations(css: string): string | null {
  const parts = css.replace(comment, ' ').split(';');
  if (!parts.every((part) => part.trim() === '' || part.includes(':'))) return notAccepted;
  for (const [name, text] of declarationsOf(css)) {
    const problem = problemOfProperty(name, text);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfProperty(name: string, text: string): string | null {
  const plain = text
    .replace(/!\s*important\s*$/i, '')
    .trim()
    .toLowerCase();
  if (!value.test(plain)) return notAccepted;
  if (initial.test(`${name}:${plain}`)) return null;
  if (!properties.has(name) && !inertProperty.test(name)) return `an SVG file with ${name.slice(0, 40)}`;
  const isWidth = name === 'stroke-width' || name === 'stroke-miterlimit';
  if (isWidth && !width.test(plain) && !keyword.test(plain)) return `an SVG file with a ${name} that is not accepted`;
  const others = plain.replace(/url\(\s*(["']?)#[\w.-]+\1\s*\)/g, '');
  return /url\s*\(|image(-set)?\s*\(/.test(others) ? 'an SVG file that refers to other files' : null;
}
