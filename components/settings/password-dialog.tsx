'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import type { ActionResult } from '@/components/ui/use-run';
import { withPasswordInput } from '@/lib/contracts/common';

interface Asked<O> {
  text: string;
  submitLabel: string;
  done?: string;
  action: (input: { current_password: string }) => Promise<ActionResult<O> | undefined>;
  after?: (data: O) => void;
}

/** Something about one's account that the password is asked for again. */
export function PasswordDialog<O>({
  trigger,
  triggerLabel,
  size,
  title,
  ...asked
}: Asked<O> & { trigger: string; triggerLabel?: string; size?: 'sm'; title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" size={size} aria-label={triggerLabel} onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={asked.text}>
        <PasswordForm {...asked} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

export function PasswordForm<O>({
  submitLabel,
  done,
  action,
  after,
  close,
}: Omit<Asked<O>, 'text'> & { close?: () => void }) {
  const t = useTranslations('settings');
  const { control, props, run, pending, error } = useContractForm({
    contract: withPasswordInput,
    initial: { current_password: '' },
    toInput: (values) => values,
  });
  return (
    <form
      {...props((input) =>
        run(() => action(input), {
          ...(done === undefined ? {} : { done }),
          after: (data) => {
            after?.(data);
            close?.();
          },
        }),
      )}
      className="grid gap-4"
    >
      <TextField
        control={control}
        name="current_password"
        label={t('currentPassword')}
        type="password"
        required
        autoComplete="current-password"
      />
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}
