// Calls the C API of HarfBuzz (https://harfbuzz.github.io/) in its WebAssembly module. The package's own JavaScript compiles code at run
// time, which Workers do not allow.

import { invariant } from '../../../core/errors.ts';

export interface ShapedGlyph {
  readonly id: number;
  /** Index of the first UTF-16 code unit of the text of this glyph. */
  readonly cluster: number;
  /** Font units, y upwards. */
  readonly advance: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface RunProperties {
  /** ISO 15924, for example `Beng`. */
  readonly script: string;
  /** BCP 47. */
  readonly language: string;
}

export interface ShapingFont {
  readonly unitsPerEm: number;
  /** Left to right, with the default features of the font. */
  shape(text: string, run: RunProperties): ShapedGlyph[];
  hasGlyph(codePoint: number): boolean;
  /** The memory of the whole WebAssembly instance; it must not grow with use. */
  memorySizeBytes(): number;
}

type Exports = Record<string, (...numbers: number[]) => number> & { readonly memory: WebAssembly.Memory };

const pageBytes = 65_536;
const glyphRecordBytes = 20;
const leftToRight = 4;
/** HB_MEMORY_MODE_WRITABLE: HarfBuzz owns the copy in WebAssembly memory. */
const memoryModeWritable = 2;

export interface Harfbuzz {
  createFont(bytes: ArrayBuffer): ShapingFont;
}

export function createHarfbuzz(module: WebAssembly.Module): Harfbuzz {
  const hb = instantiate(module);
  const call = (name: string, ...numbers: number[]): number => {
    const exported = hb[name];
    invariant(exported !== undefined, `HarfBuzz exports ${name}`);
    return exported(...numbers);
  };
  const view = () => new DataView(hb.memory.buffer);

  /** Copies an ASCII string into memory for one call. */
  function withAscii<T>(text: string, use: (pointer: number) => T): T {
    const pointer = call('malloc', text.length);
    new Uint8Array(hb.memory.buffer, pointer, text.length).set(new TextEncoder().encode(text));
    const result = use(pointer);
    call('free', pointer);
    return result;
  }

  function fillBuffer(buffer: number, text: string, run: RunProperties): void {
    const pointer = call('malloc', text.length * 2);
    const units = new Uint16Array(hb.memory.buffer, pointer, text.length);
    for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
    call('hb_buffer_add_utf16', buffer, pointer, text.length, 0, text.length);
    call('free', pointer);
    call('hb_buffer_set_direction', buffer, leftToRight);
    const script = withAscii(run.script, (at) => call('hb_script_from_string', at, run.script.length));
    call('hb_buffer_set_script', buffer, script);
    const language = withAscii(run.language, (at) => call('hb_language_from_string', at, run.language.length));
    call('hb_buffer_set_language', buffer, language);
  }

  function readGlyphs(buffer: number): ShapedGlyph[] {
    const count = call('hb_buffer_get_length', buffer);
    const infos = call('hb_buffer_get_glyph_infos', buffer, 0);
    const positions = call('hb_buffer_get_glyph_positions', buffer, 0);
    const memory = view();
    return Array.from({ length: count }, (_, index) => {
      const info = infos + index * glyphRecordBytes;
      const position = positions + index * glyphRecordBytes;
      return {
        id: memory.getUint32(info, true),
        cluster: memory.getUint32(info + 8, true),
        advance: memory.getInt32(position, true),
        offsetX: memory.getInt32(position + 8, true),
        offsetY: memory.getInt32(position + 12, true),
      };
    });
  }

  return {
    createFont(bytes) {
      const pointer = call('malloc', bytes.byteLength);
      new Uint8Array(hb.memory.buffer, pointer, bytes.byteLength).set(new Uint8Array(bytes));
      const blob = call('hb_blob_create', pointer, bytes.byteLength, memoryModeWritable, 0, 0);
      const face = call('hb_face_create', blob, 0);
      const font = call('hb_font_create', face);
      const found = call('malloc', 4);
      return {
        unitsPerEm: call('hb_face_get_upem', face),
        shape(text, run) {
          const buffer = call('hb_buffer_create');
          fillBuffer(buffer, text, run);
          call('hb_shape', font, buffer, 0, 0);
          const glyphs = readGlyphs(buffer);
          call('hb_buffer_destroy', buffer);
          return glyphs;
        },
        hasGlyph: (codePoint) => call('hb_font_get_nominal_glyph', font, codePoint, found) !== 0,
        memorySizeBytes: () => hb.memory.buffer.byteLength,
      };
    },
  };
}

function instantiate(module: WebAssembly.Module): Exports {
  const nothing = () => 0;
  const fail = () => {
    throw new Error('HarfBuzz aborted');
  };
  const grow = (bytes: number) => {
    const missing = Math.ceil((bytes - hb.memory.buffer.byteLength) / pageBytes);
    hb.memory.grow(Math.max(0, missing));
    return 1;
  };
  const env = {
    _emscripten_runtime_keepalive_clear: nothing,
    _abort_js: fail,
    _setitimer_js: nothing,
    emscripten_resize_heap: grow,
  };
  const instance = new WebAssembly.Instance(module, { env, wasi_snapshot_preview1: { proc_exit: fail } });
  const hb = instance.exports as unknown as Exports;
  hb.__wasm_call_ctors?.();
  return hb;
}
