// Finds a claim by its dotted path, such as `realm_access.roles`.

/**
 * A claim's name may itself contain dots (`https://example.com/roles`). Therefore the longest name that is there wins: first the whole
 * path, then the path up to its last dot with the rest inside, and so on. `undefined` if there is no such claim.
 */
export function readClaim(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined;
  if (Object.hasOwn(claims, path)) return (claims as Record<string, unknown>)[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const name = path.slice(0, dot);
    const found = Object.hasOwn(claims, name)
      ? readClaim((claims as Record<string, unknown>)[name], path.slice(dot + 1))
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
