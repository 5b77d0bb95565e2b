import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Node = Record<string, unknown>;
interface Parameter {
  $ref?: string;
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: Node;
}
interface Operation {
  security?: Node[];
  parameters?: Parameter[];
  requestBody?: Node;
  responses: Record<string, Node>;
}

const slash = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** OpenAPI 3.0 says `nullable`; JSON Schema says type [x, null]. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, example: _, examples: __, ...rest } = node as Node;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  return nullable && copy.type ? { ...copy, type: [copy.type, 'null'] } : copy;
}

// Over 80 lines: one contract, whose questions share its compiled schemas.
/** openapi.yaml as a judge of requests and answers: what it finds wrong, nothing when all is right. */
export function readContract() {
  const document = parse(readFileSync(path.resolve('lib/lightspeed/openapi.yaml'), 'utf8')) as Node;
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  for (const format of ['decimal-string', 'uuid-base64']) ajv.addFormat(format, true);
  ajv.addSchema(toJsonSchema(document) as Node, 'k');
  const compile = (pointer: string) => ajv.compile({ $ref: `k${encodeURI(pointer)}` });
  const known = new Map<string, ValidateFunction>();
  const judge = (pointer: string, value: unknown): string[] => {
    const validate = known.get(pointer) ?? compile(pointer);
    known.set(pointer, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  const lookUp = (pointer: string) =>
    pointer
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (node, key) => (node as Node)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      );

  /** The path as the contract writes it, with `{names}`. */
  function routeOf(pathname: string): string | undefined {
    return Object.keys(paths).find((route) =>
      new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
  }

  return {
    routeOf,
    request(method: string, url: URL, headers: Headers, body: string | undefined): string[] {
      const route = routeOf(url.pathname);
      const operation = route && paths[route]?.[method.toLowerCase()];
      if (!operation) return [`${method} ${url.pathname} is not in the contract`];
      const problems: string[] = [];
      const authorization = headers.get('authorization') ?? '';
      const scheme = operation.security?.some((one) => 'clientBasic' in one) ? 'Basic ' : 'Bearer ';
      if (!authorization.startsWith(scheme)) problems.push(`authorization is not ${scheme}`);

      const at = `#/paths/${slash(route)}/${method.toLowerCase()}`;
      const values = new Map(url.searchParams);
      const names = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
      const inPath =
        new RegExp(`^${route.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(url.pathname)?.slice(1) ?? [];
      for (const [index, name] of names.entries()) values.set(name, inPath[index] as string);
      for (const [index, declared] of (operation.parameters ?? []).entries()) {
        const pointer = declared.$ref ?? `${at}/parameters/${index}`;
        const parameter = lookUp(pointer) as Parameter;
        const value = values.get(parameter.name);
        values.delete(parameter.name);
        if (value === undefined) {
          if (parameter.required) problems.push(`${parameter.name} is missing`);
          continue;
        }
        const schema = parameter.schema.$ref
          ? (lookUp(parameter.schema.$ref as string) as Node)
          : parameter.schema;
        const isNumber = schema.type === 'integer' && /^-?\d+$/.test(value);
        const isList = schema.type === 'array';
        const typed = isNumber ? Number(value) : isList ? value.split(',') : value;
        problems.push(...judge(`${pointer}/schema`, typed).map((text) => `${parameter.name}${text}`));
      }
      for (const name of values.keys()) problems.push(`${name} is not a parameter of ${route}`);
      if (operation.requestBody) {
        const pointer = (operation.requestBody.$ref as string | undefined) ?? `${at}/requestBody`;
        const form = Object.fromEntries(new URLSearchParams(body ?? ''));
        problems.push(...judge(`${pointer}/content/application~1x-www-form-urlencoded/schema`, form));
      }
      return problems;
    },
    response(method: string, pathname: string, status: number, body: unknown): string[] {
      const route = routeOf(pathname);
      const operation = route && paths[route]?.[method.toLowerCase()];
      if (!operation) return [`${method} ${pathname} is not in the contract`];
      const declared = operation.responses[String(status)];
      if (!declared) return [`${status} is not an answer of ${route}`];
      const at =
        (declared.$ref as string | undefined) ??
        `#/paths/${slash(route)}/${method.toLowerCase()}/responses/${status}`;
      return judge(`${at}/content/application~1json/schema`, body);
    },
  };
}
