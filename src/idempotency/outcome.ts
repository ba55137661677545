// Outcomes of acts as JSON text. Coins are bigint in code and JSON has none: they are written as an object with one member.

const tag = '$coins';

/** `undefined` becomes null. */
export function encodeOutcome(outcome: unknown): string {
  return JSON.stringify(outcome ?? null, (_, value) => (typeof value === 'bigint' ? { [tag]: String(value) } : value));
}

export function decodeOutcome(text: string): unknown {
  return JSON.parse(text, (_, value) =>
    typeof value === 'object' && value !== null && tag in value ? BigInt(value[tag]) : value,
  );
}
