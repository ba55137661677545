// Stands for `cloudflare:test` in the project `deno`: each file has a process of its own there.

export async function abortAllDurableObjects(): Promise<void> {}
