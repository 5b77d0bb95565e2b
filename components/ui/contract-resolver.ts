import { toNestErrors } from '@hookform/resolvers';
import { type FieldError, type FieldValues, get, type Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { type FormProblem, problemOf } from './form-problem';

/** The contract's input as fields hold it: a word of a list may still be anything. */
type Loose<T> = T extends string
  ? string
  : T extends boolean
    ? boolean
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T;

export interface FormContract<V extends FieldValues, S extends z.ZodType> {
  contract: S;
  /** What the contract is asked about, from what stands in the fields. */
  toInput: (values: V) => Loose<z.input<S>>;
  /** Where the form has what the contract calls so; unless given, under the same path. */
  fieldOf?: ((path: readonly PropertyKey[], values: V) => string) | undefined;
}

export const samePath = (path: readonly PropertyKey[]) => path.map(String).join('.');

/**
 * A form is judged by the contract of what it sends. `zodResolver` would show the contract's own messages,
 * which are for clients of the API and in English; here each issue becomes a sentence of the reader's
 * language under its field.
 */
export function contractResolver<V extends FieldValues, S extends z.ZodType>(
  { contract, toInput, fieldOf = samePath }: FormContract<V, S>,
  sentence: (problem: FormProblem, field: string) => string,
): Resolver<V, unknown, z.output<S>> {
  return (values, _context, options) => {
    const parsed = contract.safeParse(toInput(values));
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path, values);
      const problem = problemOf(issue, get(values, field));
      errors[field] ??= { type: problem.code, message: sentence(problem, field) };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}
