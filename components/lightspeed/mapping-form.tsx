'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import type { Option } from '@/components/ui/combobox';
import { DraftNotice } from '@/components/ui/draft-notice';
import { FormError } from '@/components/ui/form-error';
import { ComboboxField, FigureField, SwitchField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import type { saveMappingInput } from '@/lib/contracts/lightspeed';
import type { useMappingForm } from './use-mapping-form';

/** What one sold item takes from stock, opened in its row. Escape closes it. */
export function MappingForm({
  name,
  mapping,
  options,
  resumedAt,
  pending,
  onCreate,
  onDiscard,
  onSave,
  onClose,
  children,
}: {
  /** Of the item. */
  name: string;
  mapping: ReturnType<typeof useMappingForm>;
  options: readonly Option[];
  /** When what the row holds had been typed, if not just now. */
  resumedAt: number | null;
  pending: boolean;
  onCreate: ((name: string) => void) | undefined;
  onDiscard: () => void;
  onSave: (input: z.output<typeof saveMappingInput>) => unknown;
  onClose: () => void;
  /** Beside the button that saves. */
  children: ReactNode;
}) {
  const t = useTranslations('lightspeed');
  const { form, control } = mapping;
  const target = useWatch({ control, name: 'target' });
  return (
    <form
      {...mapping.props(onSave)}
      aria-label={`${t('map')}: ${name}`}
      className="mt-3 flex flex-wrap items-start gap-4 rounded-lg bg-sunken p-4"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <DraftNotice className="w-full" at={resumedAt} onDiscard={onDiscard} />
      <div className="min-w-0 flex-1 basis-64">
        <ComboboxField
          control={control}
          name="target"
          label={t('takes')}
          options={options}
          onCreate={onCreate}
          next={() => form.setFocus('quantity')}
        />
      </div>
      <div className="w-40">
        <FigureField
          control={control}
          name="quantity"
          label={t('quantityPerSale', { unit: options.find((one) => one.value === target)?.hint ?? '–' })}
        />
      </div>
      <SwitchField
        control={control}
        name="subtract"
        label={t('subtraction')}
        beside={<span className="text-sm">{t('subtraction')}</span>}
        className="flex h-10 items-center gap-2 sm:mt-6.5"
      />
      <div className="flex gap-2 sm:mt-6.5">
        <SubmitButton pending={pending} disabled={target === ''}>
          {t('saveMapping')}
        </SubmitButton>
        {children}
      </div>
      <div className="w-full empty:hidden">
        <FormError text={mapping.error} />
      </div>
    </form>
  );
}
