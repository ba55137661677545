// Chooses the names of the types in answers. `readMatch` answers a Match; the items of `listMatches` are matches too, if they have the
// same fields. So a route that is added later gets its types without work by hand.

import type { JsonSchema } from './schema-type.ts';

export interface NamedAnswer {
  readonly operation: string;
  readonly answer: JsonSchema;
}

export interface ShapeNames {
  readonly nameOf: (schema: JsonSchema) => string | null;
  /** In the order of the document. */
  readonly shapes: readonly (readonly [name: string, schema: JsonSchema])[];
}

/** `components` are the schemas that the document itself names. */
export function nameShapes(
  answers: readonly NamedAnswer[],
  components: Readonly<Record<string, JsonSchema>> = {},
): ShapeNames {
  const byText = new Map<string, string>();
  const shapes = new Map<string, JsonSchema>();
  const add = (name: string, schema: JsonSchema) => {
    const text = textOf(schema);
    if (!isObject(schema) || byText.has(text) || shapes.has(name)) return;
    byText.set(text, name);
    shapes.set(name, schema);
  };
  for (const [name, schema] of Object.entries(components)) shapes.set(name, schema);
  const reads = answers.filter(({ operation }) => /^read[A-Z]/.test(operation));
  // Of two operations that answer the same, the shorter name is the general one: Issuer, not OwnIssuer.
  for (const { operation, answer } of reads.toSorted((a, b) => a.operation.length - b.operation.length))
    add(operation.slice(4), answer);
  for (const { operation, answer } of answers) {
    const item = answer.properties?.items?.items;
    if (item === undefined || !/^list[A-Z]/.test(operation)) continue;
    const noun = singular(operation.slice(4));
    add(shapes.has(noun) ? `Listed${noun}` : noun, item);
  }
  for (const { operation, answer } of answers) add(`${capital(operation)}Answer`, answer);
  return {
    shapes: [...shapes],
    nameOf: ({ $ref, ...schema }) =>
      $ref === undefined ? (byText.get(textOf(schema)) ?? null) : ($ref.split('/').at(-1) ?? null),
  };
}

/** Also one of several kinds, for example of events. */
function isObject({ properties, anyOf, oneOf }: JsonSchema): boolean {
  const kinds = anyOf ?? oneOf;
  return properties !== undefined || kinds?.every(isObject) === true;
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function singular(noun: string): string {
  if (noun.endsWith('ies')) return noun.replace(/ies$/, 'y');
  return noun.replace(/(?<=ch|sh|x|ss|us)es$|s$/, '');
}

/** Equal for schemas that differ in texts only. */
function textOf(schema: JsonSchema): string {
  return JSON.stringify(schema, (key, value) =>
    key === 'description' || key === 'example' || key === 'examples' ? undefined : value,
  );
}
