// Types for imports of fonts and WebAssembly files, and for the used parts of untyped packages.

declare module '*.ttf' {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

declare module 'fontkit' {
  export interface FontkitPath {
    toSVG(): string;
    scale(x: number, y: number): FontkitPath;
    translate(x: number, y: number): FontkitPath;
  }
  export interface FontkitGlyph {
    readonly id: number;
    /** Font units. */
    readonly advanceWidth: number;
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
    readonly path: FontkitPath;
  }
  export interface FontkitFont {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    getGlyph(id: number): FontkitGlyph;
    glyphForCodePoint(codePoint: number): FontkitGlyph;
  }
  export function create(bytes: Uint8Array): FontkitFont;
}

declare module 'pdfkit' {
  /** The part of fontkit's TrueType subset that is needed to add composite glyphs. */
  export interface Subset {
    readonly glyphs: number[];
    readonly glyf: Uint8Array[];
    readonly loca: { readonly offsets: number[] };
    readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
    offset: number;
    includeGlyph(id: number): number;
    _addGlyph(id: number): number;
  }
  export interface EmbeddedFont {
    readonly id: string;
    readonly scale: number;
    readonly subset: Subset;
    readonly font: import('fontkit').FontkitFont;
    readonly widths: number[];
    readonly unicode: number[][];
    ref(): unknown;
  }
  export interface StructureContent {
    readonly refs: readonly unknown[];
  }
  export interface StructureElement {
    end(): void;
    add(child: StructureElement | StructureContent | (() => void)): StructureElement;
  }
  export interface StructureOptions {
    title?: string;
    lang?: string;
    alt?: string;
  }
  export default class PDFDocument {
    constructor(options: Record<string, unknown>);
    readonly page: { height: number; fonts: Record<string, unknown>; xobjects: Record<string, unknown> };
    ref(dictionary: Record<string, unknown>): { end(bytes?: Uint8Array): void };
    readonly _font: EmbeddedFont;
    info: Record<string, unknown>;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    addPage(options: Record<string, unknown>): this;
    font(source: import('fontkit').FontkitFont): this;
    addContent(operators: string): this;
    save(): this;
    restore(): this;
    transform(a: number, b: number, c: number, d: number, e: number, f: number): this;
    path(d: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    lineWidth(width: number): this;
    fill(color: string): this;
    fillColor(color: string): this;
    stroke(color: string): this;
    link(x: number, y: number, width: number, height: number, url: string, options: Record<string, unknown>): this;
    struct(
      type: string,
      options: StructureOptions,
      children?: (() => void) | (StructureElement | (() => void))[],
    ): StructureElement;
    addStructure(element: StructureElement): this;
    markStructureContent(tag: string, options?: Record<string, unknown>): StructureContent;
    markContent(tag: string, options?: Record<string, unknown>): this;
    endMarkedContent(): this;
    end(): void;
  }
}
