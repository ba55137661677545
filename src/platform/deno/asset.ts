// A font or a WebAssembly module, as a bundler gives it to a Worker. deno.json maps each import of one to this file, with its path below
// node_modules as the query.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = new URL(import.meta.url).search.slice(1);
const bytes = readFileSync(fileURLToPath(new URL(`../../../node_modules/${path}`, import.meta.url).href));

const compile = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module;

export default path.endsWith('.wasm') ? new compile(bytes) : new Uint8Array(bytes).buffer;
