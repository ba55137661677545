// SVG logos: which are accepted, how they are drawn, and how much work that may be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPng } from '../../support/certificates/logo.ts';
import { draw, problemOf } from '../../support/certificates/logo-reading.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"${more}>${inside}</svg>`;

describe('an SVG logo', () => {
  it.each([
    ['of shapes', svg('<g fill="#123"><path d="M0 0h8v8z"/><circle cx="4" cy="4" r="2"/></g>')],
    [
      'with a gradient',
      svg('<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><path fill="url(#a)" d="M0 0h8"/>'),
    ],
    [
      'of translucent fills',
      svg('<style>.a{fill-opacity:.5}</style><g opacity=".5"><path fill-opacity=".5" d="M0 0h8"/></g>'),
    ],
    ['with a style sheet', svg('<style>.a{fill:#FFF;stroke:url(#b)}</style><path class="a" d="M0 0h8"/>')],
    [
      'as drawing programs write it',
      `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n${svg('<!-- a --><title>Café &amp; Co</title>')}\n`,
    ],
    [
      'with the initial values that drawing programs write',
      svg(
        `<g style="mix-blend-mode:normal;isolation:auto;enable-background:new 0 0 8 8;font-family:'A B'" data-name="a">
          <path style="stroke-dasharray:none;marker:none;STROKE-WIDTH: .5px !important;" d="M0 0h8"/></g>`,
      ),
    ],
    [
      'with comments in its style sheet',
      svg('<style>/* Club */ .a, path:first-child > g { fill : #FFF /* white */ }</style>'),
    ],
    [
      'with single quotes',
      "<svg xmlns='http://www.w3.org/2000/svg' width='8mm' height='8mm'><rect width='8' height='8'/></svg>",
    ],
  ])('%s is accepted and can be drawn', async (_, file) => {
    expect(await problemOf(file)).toBeNull();
    await draw(file);
  });

  it.each([
    ['with a script', svg('<script>alert(1)</script>')],
    ['with a handler', svg('<path onload="x()" d="M0 0"/>')],
    ['with a handler on the root', svg('', ' onload="x()"')],
    ['with HTML inside', svg('<foreignObject><body/></foreignObject>')],
    ['with an image of another site', svg('<image href="https://x.test/a.png"/>')],
    ['that uses another file', svg('<use href="b.svg#a"/>')],
    ['that uses a data URL', svg('<use xlink:href="data:image/svg+xml,x"/>')],
    ['whose style loads a file', svg('<style>@import "x.css";</style>')],
    ['whose style loads a file by an escape', svg('<style>.a{fill:u\\72l(x)}</style>')],
    ['whose attribute loads a file', svg('<path fill="url(https://x.test/a#b)" d="M0 0"/>')],
    ['with declared entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
    ['with an unknown entity', svg('&nbsp;')],
    ['with text, which needs a font', svg('<text>Club</text>')],
    ['with an animation', svg('<animate attributeName="x"/>')],
    ['with a mask', svg('<mask id="a"/>')],
    ['with a pattern', svg('<pattern id="a"/>')],
    ['with dashes', svg('<path stroke-dasharray="0.001" d="M0 0h1000000"/>')],
    ['with dashes in a style', svg('<path style="stroke-dasharray:0.001" d="M0 0h1000000"/>')],
    ['with a filter', svg('<path filter="url(#a)" d="M0 0h8"/>')],
    ['with a filter in a style', svg('<path style="fill:red;filter:blur(50px)" d="M0 0h8"/>')],
    ['with a filter in a style sheet', svg('<style>*{filter:blur(50px) blur(50px)}</style><path d="M0 0h8"/>')],
    ['with a filter in capitals', svg('<style>*{FILTER : blur(50px)}</style>')],
    ['with a filter behind a comment', svg('<style>*{fill:red;/* a */filter/* b */:blur(50px)}</style>')],
    ['with a filter in a comment that a string opens', svg(`<style>*{fill:"/*";filter:blur(9px);stroke:"*/"}</style>`)],
    ['with a filter behind a comment of XML', svg('<style>*{fil<!-- a -->ter:blur(50px)}</style>')],
    ['with a filter behind an element', svg('<style>*{fill:red}<g/>*{filter:blur(50px)}</style>')],
    ['with a filter in a nested rule', svg('<style>g{a{filter:blur(50px)}}</style>')],
    ['with a filter of the backdrop', svg('<path style="backdrop-filter:blur(50px)" d="M0 0h8"/>')],
    ['with a filter that does nothing', svg('<path filter="none" d="M0 0h8"/>')],
    ['with blending', svg('<style>*{mix-blend-mode:multiply}</style>')],
    ['with isolated groups', svg('<g style="isolation:isolate"/>')],
    ['with markers', svg('<path marker-mid="url(#a)" d="M0 0h8"/>')],
    ['with the attribute of a mask', svg('<path mask="url(#a)" d="M0 0h8"/>')],
    ['with dashes in capitals', svg('<style>path{STROKE-DASHARRAY:0.001}</style>')],
    ['with dashes cut by a comment', svg('<style>path{stroke-/**/dasharray:0.001}</style>')],
    ['with an attribute that does not exist', svg('<path d="M0 0h8" a="b"/>')],
    ['with a stroke of a million units', svg('<path stroke-width="1000000" d="M0 0h8"/>')],
    ['with a stroke of 1e30 units', svg('<path style="stroke-width:1e30" d="M0 0h8"/>')],
    ['with too many clips', svg('<rect clip-path="url(#a)"/>'.repeat(41))],
    ['with too many layers', svg('<g opacity=".5"/>'.repeat(41))],
    ['with too many layers by style', svg('<g style="fill:red;opacity:.5"/>'.repeat(41))],
    ['with layers by style sheet', svg('<style>path{opacity:.5}</style>')],
    ['with too many clip paths', svg('<clipPath id="a"/>'.repeat(5))],
    ['with too many copies', svg('<use href="#a"/>'.repeat(9))],
    ['nested a thousand levels deep', svg('<g>'.repeat(1000) + '</g>'.repeat(1000))],
    ['with an unclosed tag', svg('<g>')],
    ['with overlapping tags', svg('<g><defs></g></defs>')],
    ['with a duplicate attribute', svg('<g fill="a" fill="b"/>')],
    ['without the namespace', '<svg viewBox="0 0 8 8"/>'],
    ['of another namespace', '<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 8 8"/>'],
    ['with an undeclared prefix', svg('<use xlink:href="#a"/>')],
    ['with an incomplete entity', svg('<path d="M0 0" fill="a&b"/>')],
    ['with a character that XML forbids', svg('<title>\u0007</title>')],
    ['with a reference to a character that XML forbids', svg('<title>&#7;</title>')],
    ['without a size', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'],
    ['with trailing content', `${svg('')}<script/>`],
    [
      'in Latin-1',
      new Uint8Array([...new TextEncoder().encode(svg('<title>')), 0xe9, ...new TextEncoder().encode('</title>')]),
    ],
    ['that is HTML', '<html><body><svg/></body></html>'],
    ['that is a PDF', '%PDF-1.7'],
    ['that is empty', ''],
  ])('%s is refused', async (_, file) => {
    expect(await problemOf(file)).not.toBeNull();
  });
});

describe('the work of drawing an SVG logo is bounded:', () => {
  const gradient = (stops: number) => `<radialGradient id="a">${'<stop/>'.repeat(stops)}</radialGradient>`;
  const path = (curves: number, more = '') => `<path d="M0 0${'C1 2 3 4 5 6'.repeat(curves)}"${more}/>`;
  const copies = (inside: string) =>
    `<g id="c"><g id="b"><g id="a">${inside}</g><use href="#a"/></g><use href="#b"/></g><use href="#c"/>`;
  const clipped = (shapes: number, clips: number) =>
    `<clipPath id="a">${'<path d="M0 0h8"/>'.repeat(shapes)}</clipPath>${'<path clip-path="url(#a)"/>'.repeat(clips)}`;

  it.each<[string, string, string]>([
    ['elements', '<path/>'.repeat(999), '<path/>'.repeat(1000)],
    ['copied elements', copies('<path/>'.repeat(118)), copies('<path/>'.repeat(119))],
    ['curves in one path', path(666), path(667)],
    ['curves of a stroke', path(666, ' stroke="red"'), path(667, ' stroke="red"')],
    ['arcs', `<path d="M0 0${'a1 1 0 0 1 2 2'.repeat(142)}"/>`, `<path d="M0 0${'a1 1 0 0 1 2 2'.repeat(143)}"/>`],
    [
      'arcs behind one letter',
      `<path d="M0 0a${'1 1 0 0 1 2 2 '.repeat(142)}"/>`,
      `<path d="M0 0a${'1 1 0 0 1 2 2 '.repeat(143)}"/>`,
    ],
    ['points', `<polygon points="${'1,2 '.repeat(2000)}"/>`, `<polygon points="${'1,2 '.repeat(2001)}"/>`],
    ['numbers without spaces', `<path d="M${'.5-.5'.repeat(2000)}"/>`, `<path d="M${'.5-.5'.repeat(2001)}"/>`],
    ['numbers in all paths', path(499).repeat(20), path(500).repeat(20)],
    ['numbers in copied paths', copies(path(624).repeat(2)), copies(path(625).repeat(2))],
    [
      'gradients',
      gradient(2) + '<path fill="url(#a)"/>'.repeat(250),
      gradient(2) + '<path fill="url(#a)"/>'.repeat(251),
    ],
    [
      'shapes in a group with a gradient',
      `<g fill="url(#a)">${'<path/>'.repeat(250)}</g>`,
      `<g fill="url(#a)">${'<path/>'.repeat(251)}</g>`,
    ],
    [
      'shapes of a style sheet with a gradient',
      `<style>path{FILL:URL(#a)}</style>${'<path/>'.repeat(250)}`,
      `<style>path{FILL:URL(#a)}</style>${'<path/>'.repeat(251)}`,
    ],
    ['stops of a gradient', gradient(64), gradient(65)],
    ['layers', '<g opacity=".5"/>'.repeat(40), '<g opacity=".5"/>'.repeat(41)],
    ['layers in copies', copies('<g opacity=".5"/>'.repeat(5)), copies('<g opacity=".5"/>'.repeat(6))],
    [
      'nested drawings',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>'.repeat(40),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>'.repeat(41),
    ],
    ['shapes that clip', clipped(23, 39), clipped(24, 40)],
    ['clips of clips', clipped(1, 1), `<clipPath id="b"><path clip-path="url(#a)"/></clipPath>${clipped(1, 1)}`],
  ])('%s', async (_, most, more) => {
    expect(await problemOf(svg(most))).toBeNull();
    expect(await problemOf(svg(more))).toMatch(/too many parts/);
  });
});

const parts = fc.constantFrom(
  ...[
    '<g',
    '<path',
    '<rect',
    '<use',
    '<defs',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<clipPath',
    '<mask',
    '<pattern',
  ],
  ...[
    '>',
    '/>',
    '</g>',
    '</defs>',
    '</svg>',
    '</mask>',
    '<!--',
    '-->',
    '&amp;',
    '&',
    '&#65;',
    '&#0;',
    '"',
    "'",
    'text',
    '\ufffe',
    '\t',
  ],
  ...[
    ' d="M0 0h8v8z"',
    ' d="M"',
    ' d=""',
    ' width="1"',
    ' width="-1"',
    ' width="1e400"',
    ' width="NaN"',
    ' id="a"',
    ' href="#a"',
  ],
  ...[
    ' fill="url(#a)"',
    ' mask="url(#a)"',
    ' clip-path="url(#a)"',
    ' transform="scale(0)"',
    ' transform="x"',
    ' xlink:href="#a"',
  ],
  ...[
    ' style="fill:red"',
    ' viewBox="0 0 0 0"',
    ' xmlns="x"',
    ' xmlns:xlink="http://www.w3.org/1999/xlink"',
    ' x:y="z"',
    ' a="&lt;"',
  ],
);
const element = fc
  .tuple(
    fc.constantFrom('g', 'path', 'rect', 'use', 'defs', 'mask', 'pattern', 'clipPath'),
    fc.array(parts, { maxLength: 4 }),
  )
  .map(([name, found]) => `<${name}${found.filter((part) => part.startsWith(' ')).join('')}/>`);
const size = fc.constantFrom(
  'viewBox="0 0 8 8"',
  'viewBox="0 0 1e-9 8"',
  'viewBox="0 0 1e9 1"',
  'width="8" height="8"',
  'width="0" height="0"',
);

it('every file is accepted or refused without an error, and every accepted SVG can be drawn', async () => {
  const file = fc
    .tuple(size, fc.array(fc.oneof(element, parts), { maxLength: 8 }))
    .map(([box, found]) => `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${found.join('')}</svg>`);
  const png = fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array([...aPng({}).slice(0, 8), ...bytes]));
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: file }, { weight: 1, arbitrary: png }), async (bytes) => {
      if ((await draw(bytes)) !== null) accepted += 1;
    }),
    { numRuns: caseCount({ usual: 300, nightly: 20_000 }) },
  );
  expect(accepted).toBeGreaterThan(0);
});
