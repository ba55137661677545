// Writes a JSON Schema of the API document as a TypeScript type. Knows the keywords that zod-openapi writes, and refuses others that
// would change the type.

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Style {
  /** A request may be given an array that nobody may change. */
  readonly isRequest: boolean;
}

/** A schema that the API document names has a type of the same name. Others are written in place. */
const nameOf = ({ $ref }: JsonSchema): string | null => $ref?.split('/').at(-1) ?? null;

export function typeOf(schema: JsonSchema, style: Style, indent = ''): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  const inner = (part: JsonSchema) => typeOf(part, style, indent);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return union(options.map(inner));
  if (schema.allOf !== undefined) return schema.allOf.map(inner).join(' & ');
  const { type } = schema;
  if (type === undefined) return 'unknown';
  if (typeof type !== 'string') return union(type.map((each) => inner({ ...schema, type: each })));
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return arrayOf(schema, inner, style);
    case 'object':
      return objectOf(schema, style, indent);
    default:
      throw new Error(`no TypeScript type for a schema of type ${type}`);
  }
}

function arrayOf(
  { items = {}, prefixItems }: JsonSchema,
  inner: (schema: JsonSchema) => string,
  { isRequest }: Style,
): string {
  const modifier = isRequest ? 'readonly ' : '';
  if (prefixItems !== undefined) return `${modifier}[${prefixItems.map(inner).join(', ')}]`;
  const isUnion = [items.enum, items.anyOf, items.oneOf, items.allOf].some((parts) => parts !== undefined);
  const isCompound = isUnion || Array.isArray(items.type) || (isRequest && items.type === 'array');
  return `${modifier}${isCompound && nameOf(items) === null ? `(${inner(items)})` : inner(items)}[]`;
}

/** With a comment for each field that has a description, a default or bounds. */
export function objectOf(schema: JsonSchema, style: Style, indent = ''): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0)
    return typeof additionalProperties === 'object'
      ? `Record<string, ${typeOf(additionalProperties, style, indent)}>`
      : `Record<string, ${additionalProperties === false ? 'never' : 'unknown'}>`;
  const within = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const type = typeOf(field, style, within);
    const comment = commentOf(field);
    const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
    const line = required.includes(name) ? `${key}: ${type};` : `${key}?: ${type} | undefined;`;
    return `${comment === '' ? '' : `${within}/** ${comment} */\n`}${within}${line}`;
  });
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function commentOf(field: JsonSchema): string {
  const plain = withoutNull(field);
  const parts = [
    field.deprecated === true ? '@deprecated' : undefined,
    field.description ?? plain.description,
    patternOf(plain),
    boundsOf(plain),
    field.default === undefined || field.default === null ? undefined : `Default: ${JSON.stringify(field.default)}.`,
    (field.example ?? plain.example) === undefined
      ? undefined
      : `Example: ${JSON.stringify(field.example ?? plain.example)}.`,
  ];
  return parts
    .filter((part) => part !== undefined)
    .join(' ')
    .replaceAll('*/', '*\\/');
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  return only !== undefined && others.length === 0 ? only : schema;
}

/** Longer ones help nobody. */
const patternLengthMax = 60;

/** Of an id, its prefix says of what. */
function patternOf({ pattern, format, items }: JsonSchema): string | undefined {
  if (pattern === undefined) return items === undefined ? undefined : patternOf(items);
  const [, prefix] = /^\^([a-z]+_)\[/.exec(pattern) ?? [];
  if (prefix !== undefined) return `\`${prefix}…\``;
  if (pattern.length <= patternLengthMax) return `Pattern: \`${pattern}\`.`;
  return format === undefined ? undefined : `Format: ${format}.`;
}

function boundsOf(schema: JsonSchema): string | undefined {
  return (
    rangeOf(schema.minLength, schema.maxLength, ' characters') ??
    rangeOf(schema.minItems, schema.maxItems, ' items') ??
    rangeOf(limit(schema.minimum), limit(schema.maximum), '')
  );
}

/** The bounds of safe integers say nothing. */
function limit(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound;
}

function rangeOf(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  if (max === undefined) return min === undefined ? undefined : `At least ${min}${unit}.`;
  return min === undefined ? `At most ${max}${unit}.` : `${min} to ${max}${unit}.`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value);
}

function union(types: readonly string[]): string {
  const members = types.flatMap((type) => (type.startsWith('{') ? [type] : type.split(' | ')));
  return [...new Set(members)].join(' | ');
}
