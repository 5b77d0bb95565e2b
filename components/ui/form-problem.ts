import { z } from 'zod';
import { type Figure, isFigure } from '@/lib/i18n/figures';

/** Why a contract does not take what stands in a field. Sentences: `common.field.<code>`. */
export type FormProblem = Readonly<{ code: string; values?: Readonly<Record<string, string | number>> }>;

const isNothing = (typed: unknown) =>
  typed === undefined || typed === null || (typeof typed === 'string' && typed.trim() === '');

/** `typed` is what stands in the field; the issue is about what was made of it. */
export function problemOf(issue: z.core.$ZodIssue, typed: unknown): FormProblem {
  if (isFigure(typed)) return { code: figureProblem(issue, typed) };
  const own = paramsOf(issue);
  if (isNothing(typed)) return { code: own?.code === 'choose' || isChoice(issue) ? 'choose' : 'missing' };
  if (own) return own;
  const length = typeof typed === 'string' ? typed.length : 0;
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return { code: 'choose' };
      return issue.origin === 'string'
        ? { code: 'short', values: { min: Number(issue.minimum), length } }
        : { code: 'wrong' };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'long', values: { max: Number(issue.maximum), length } }
        : { code: 'wrong' };
    case 'invalid_format':
      return { code: issue.format === 'email' || issue.format === 'date' ? issue.format : 'wrong' };
    default:
      return { code: 'wrong' };
  }
}

/** One of several is asked for: an id of ours, or a word of a list. */
const isChoice = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_value' || (issue.code === 'invalid_format' && issue.format === 'uuid');

/** Contracts name the problem of a rule of their own in its `params`. */
const params = z.object({ problem: z.string(), day: z.string().optional() });
function paramsOf(issue: z.core.$ZodIssue): FormProblem | undefined {
  if (issue.code !== 'custom') return undefined;
  const { data } = params.safeParse(issue.params);
  return data && { code: data.problem, values: data.day === undefined ? {} : { day: data.day } };
}

function figureProblem(issue: z.core.$ZodIssue, { value }: Figure): string {
  if (value === '') return 'noNumber';
  const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
  if (!parts) return 'notANumber';
  if ((parts[2]?.length ?? 0) > 6) return 'tooManyDecimals';
  if ((parts[1]?.length ?? 0) > 15) return 'tooLarge';
  return paramsOf(issue)?.code ?? 'wrong';
}
