import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayBetween, nameSchema, positiveDecimalSchema } from '@/lib/contracts/common';
import { createLedgerBatchInput } from '@/lib/contracts/ledger';
import { recipeLineInput } from '@/lib/contracts/recipes';
import { figureOf, typedFigure } from '@/lib/i18n/figures';
import { contractResolver } from './contract-resolver';

const options = { fields: {}, shouldUseNativeValidation: false };

/** The code of each problem by its field, as the form would say it. */
async function codes<V extends Record<string, unknown>>(
  form: Parameters<typeof contractResolver<V, z.ZodType>>[0],
  values: V,
): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  const resolver = contractResolver<V, z.ZodType>(form, ({ code, values }, field) => {
    said[field] ??= values?.day === undefined ? code : `${code} ${values.day}`;
    return code;
  });
  await resolver(values, undefined, options);
  return said;
}

describe('a form judged by its contract', () => {
  const contract = z.object({
    name: nameSchema,
    email: z.email(),
    password: z.string().min(10).max(12),
    unit: z.uuid(),
    kind: z.enum(['a', 'b']),
    kinds: z.array(z.string()).min(1),
    day: dayBetween('2000-01-01', '2026-06-30'),
  });
  const right = {
    name: 'Bar',
    email: 'a@example.com',
    password: 'long enough',
    unit: '0199aaaa-0000-7000-8000-000000000000',
    kind: 'a',
    kinds: ['x'],
    day: '2026-06-30',
  };
  const judged = (change: Partial<Record<keyof typeof right, unknown>>) =>
    codes({ contract, toInput: (values) => values }, { ...right, ...change });

  it('takes what the contract takes, and hands on what it made of it', async () => {
    const form = {
      contract: z.object({ name: nameSchema }),
      toInput: (values: { name: string }) => values,
    };
    const resolver = contractResolver(form, () => '');
    expect(await resolver({ name: ' Bar ' }, undefined, options)).toEqual({
      values: { name: 'Bar' },
      errors: {},
    });
    expect(await judged({})).toEqual({});
  });

  it('says of each field what is wrong, not what the API says', async () => {
    expect(await judged({ name: ' ', email: '', password: '' })).toEqual({
      name: 'missing',
      email: 'missing',
      password: 'missing',
    });
    expect(await judged({ email: 'sara@', password: 'kurz' })).toEqual({ email: 'email', password: 'short' });
    expect(await judged({ password: 'much too long' })).toEqual({ password: 'long' });
    expect(await judged({ unit: '', kind: '', kinds: [] })).toEqual({
      unit: 'choose',
      kind: 'choose',
      kinds: 'choose',
    });
    expect(await judged({ name: 'a\u0007b' })).toEqual({ name: 'wrong' });
  });

  it('asks for a day that is there, whole and within its bounds', async () => {
    expect(await judged({ day: '' })).toEqual({ day: 'missing' });
    expect(await judged({ day: '?' })).toEqual({ day: 'date' });
    expect(await judged({ day: '1999-12-31' })).toEqual({ day: 'early 2000-01-01' });
    expect(await judged({ day: '2026-07-01' })).toEqual({ day: 'late 2026-06-30' });
  });

  it('reads a figure as its reader typed it', async () => {
    const figure = (quantity: ReturnType<typeof figureOf>) =>
      codes(
        {
          contract: z.object({ quantity: positiveDecimalSchema }),
          toInput: (values: { quantity: ReturnType<typeof figureOf> }) => ({
            quantity: values.quantity.value,
          }),
        },
        { quantity },
      );
    expect(await figure(figureOf(''))).toEqual({ quantity: 'noNumber' });
    for (const [typed, code] of [
      ['viel', 'notANumber'],
      ['1.23.4', 'notANumber'],
      ['0', 'notPositive'],
      ['-2', 'notPositive'],
      ['1,1234567', 'tooManyDecimals'],
      ['1234567890123456', 'tooLarge'],
    ] as const)
      expect(await figure(typedFigure(typed, 'de')), typed).toEqual({ quantity: code });
    expect(await figure(typedFigure('1.500', 'de'))).toEqual({});
    const trim = await codes(
      {
        contract: z.object({ trim_percent: recipeLineInput.shape.trim_percent }),
        toInput: (values: { trim: ReturnType<typeof figureOf> }) => ({ trim_percent: values.trim.value }),
        fieldOf: () => 'trim',
      },
      { trim: figureOf('100') },
    );
    expect(trim).toEqual({ trim: 'notBelow100' });
  });

  it('names every line at fault of a batch at once', async () => {
    const line = { ingredient_id: '', quantity: '' };
    const said = await codes(
      { contract: createLedgerBatchInput, toInput: (values) => values },
      {
        company_id: right.unit,
        type: 'WASTE',
        date: '',
        storage_unit_id: '',
        lines: [line, { ...line, ingredient_id: right.unit, reason: 'other', note: '' }],
      },
    );
    expect(said).toMatchObject({
      date: 'missing',
      storage_unit_id: 'choose',
      'lines.0.ingredient_id': 'choose',
      'lines.0.quantity': 'missing',
      'lines.0.reason': 'missing',
      'lines.1.quantity': 'missing',
      'lines.1.note': 'missing',
    });
  });
});
