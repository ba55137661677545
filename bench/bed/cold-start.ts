// Drops the page cache, so that a restarted database reads from disk.

import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type ColdMethod =
  | 'a server restart and a dropped page cache'
  | "a server restart and the cluster's files dropped from the page cache";

/** Call while the server is down. Root drops the whole page cache; other users drop only the cluster's files. */
export function dropFileCache(folder: string): ColdMethod {
  execFileSync('sync');
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return 'a server restart and a dropped page cache';
  } catch {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // dd(1): "count=0 iflag=nocache" advises the kernel to drop the cached pages of the file.
    for (const { parentPath, name } of files)
      execFileSync('dd', [`if=${join(parentPath, name)}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    return "a server restart and the cluster's files dropped from the page cache";
  }
}
