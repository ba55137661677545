// A database that has just been started, on a machine that remembers nothing of its files.

import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Coldness =
  | "the server restarted and the system's page cache dropped"
  | "the server restarted and the system asked to forget the cluster's files";

/** While the server is down. Dropping all of the cache is for administrators; forgetting one's own files is for everybody. */
export function forgetFiles(folder: string): Coldness {
  execFileSync('sync');
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return "the server restarted and the system's page cache dropped";
  } catch {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // dd(1): "count=0 iflag=nocache" advises the system to drop what it keeps of the file.
    for (const { parentPath, name } of files)
      execFileSync('dd', [`if=${join(parentPath, name)}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    return "the server restarted and the system asked to forget the cluster's files";
  }
}
