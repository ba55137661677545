/** Vite replaces the call by the contents of the files, or by what they export. */
interface ImportMeta {
  glob(pattern: string, options: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
  glob(pattern: string, options: { eager: true }): Record<string, Record<string, unknown>>;
}
