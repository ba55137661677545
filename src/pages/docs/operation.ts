// The API document in the form that the pages show: operations by tag.

export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly examples?: readonly unknown[];
  readonly example?: unknown;
}

export interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  /** Instead of one example. The first is the usual one. */
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly security?: readonly object[];
}

export interface ApiDocument {
  readonly info: { readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  /** What changed for clients, newest first. The text is as in descriptions. */
  readonly 'x-changes': readonly { readonly version: string; readonly text: string }[];
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

export interface Operation extends ApiOperation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
}

/** With the responses in place of the references to them. */
export function operationsOf({ paths, components }: ApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const responses = Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [status, answerOf(answer, components)]),
      );
      return { ...operation, responses, method: method.toUpperCase(), path, tag: operation.tags[0] ?? '' };
    }),
  );
}

function answerOf(answer: Answer & { readonly $ref?: string }, { responses }: ApiDocument['components']): Answer {
  return answer.$ref === undefined ? answer : (responses[answer.$ref.split('/').at(-1) ?? ''] ?? answer);
}

/** Operations that contain every word: in path, texts, name or fields. */
export function searchOperations(operations: readonly Operation[], text: string): Operation[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((operation) => {
    const { method, path, summary, description, operationId, parameters, requestBody, responses } = operation;
    const found = [
      method,
      path,
      summary,
      description,
      operationId,
      JSON.stringify([parameters, requestBody, responses]),
    ]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => found.includes(word));
  });
}
