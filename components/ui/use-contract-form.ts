'use client';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Control, type DefaultValues, type FieldValues, get, type Path, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { contractResolver, type FormContract, samePath } from './contract-resolver';
import type { FormProblem } from './form-problem';
import { useErrorText } from './use-error-text';
import { useProblemSentence } from './use-problem-sentence';
import { type ActionError, type ActionResult, type RunOptions, useRun } from './use-run';

interface Options<V extends FieldValues, S extends z.ZodType> extends FormContract<V, S> {
  initial: V;
  /** This form's own sentence for a problem of a field, where it has one. */
  say?: (problem: FormProblem, field: string) => string | undefined;
  /** Of a line that the server names (`details.line`, from 0); its form shows it there. */
  lineRefused?: (index: number, values: V) => { field: string; text: string } | undefined;
  /** Before the first problem gets the focus: brings it on screen where it may be hidden. */
  onRefused?: () => void;
}

/**
 * The one way a form works: its values are judged by the contract of what it sends, when it is sent and, once
 * refused, at every change. Problems stand under their fields and the first one has the focus; what the
 * server says of a field stands there too.
 */
export function useContractForm<V extends FieldValues, S extends z.ZodType>(options: Options<V, S>) {
  const { initial, say, fieldOf = samePath } = options;
  const sentence = useProblemSentence();
  const errorText = useErrorText();
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<V, unknown, z.output<S>>({
    defaultValues: initial as DefaultValues<V>,
    resolver: contractResolver(options, (problem, field) => say?.(problem, field) ?? sentence(problem)),
    // Fields that depend on each other are judged together: see below.
    reValidateMode: 'onSubmit',
    // In the order of the screen: react-hook-form goes by when a field appeared.
    shouldFocusError: false,
  });
  const { submitCount } = form.formState;
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (submitCount + refusals > 0) focusFirstProblem(element);
  }, [submitCount, refusals]);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ isSubmitted, isSubmitSuccessful, errors }) => {
          const isRefused = (isSubmitted && !isSubmitSuccessful) || Object.keys(errors ?? {}).length > 0;
          if (isRefused) void form.trigger();
        },
      }),
    [form],
  );

  /** Marks the fields an answer names; true when that says it all. */
  function takeRefusal({ code, details }: ActionError): boolean {
    const values = form.getValues();
    const line = typeof details?.line === 'number' ? options.lineRefused?.(details.line, values) : undefined;
    if (line) form.setError(line.field as Path<V>, { type: 'server', message: line.text });
    const named = fieldsNamed(details).map((path) => fieldOf(path, values));
    const known = named.filter((field) => get(values, field) !== undefined);
    for (const field of known) form.setError(field as Path<V>, { type: 'server', message: errorText(code) });
    if (known.length > 0) setRefusals((old) => old + 1);
    return known.length > 0 && known.length === named.length;
  }

  const runner = useRun({ inPlace: true });
  function run<O>(action: () => Promise<ActionResult<O> | undefined>, also: RunOptions<O> = {}) {
    runner.run(action, {
      ...also,
      refused: (error) => (also.refused?.(error) ?? false) || takeRefusal(error),
    });
  }
  return {
    form,
    // What a resolver makes of the values is of no interest to a field.
    control: form.control as unknown as Control<V>,
    run,
    pending: runner.pending,
    error: runner.error,
    clear: runner.clear,
    /** Of the form element; `send` gets what the contract made of the values. */
    props: (send: (input: z.output<S>) => unknown) => ({
      ref: element,
      noValidate: true,
      onSubmit: (event: FormEvent) => {
        runner.clear();
        void form.handleSubmit(async (input) => void (await send(input)), options.onRefused)(event);
      },
    }),
  };
}

function focusFirstProblem(form: RefObject<HTMLFormElement | null>): void {
  form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus();
}

/** The paths an answer complains of: `details.issues`, `details.field` or `details.fields`. */
function fieldsNamed(details: ActionError['details']): string[][] {
  const issues = Array.isArray(details?.issues) ? details.issues : [];
  const fields = Array.isArray(details?.fields) ? details.fields : [details?.field];
  return [...issues.map((issue: { path?: unknown }) => issue.path), ...fields].flatMap((path) =>
    typeof path === 'string' && path !== '' ? [path.split('.')] : [],
  );
}
