'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { encode } from 'uqr';
import type { z } from 'zod';
import { PasswordForm } from '@/components/settings/password-dialog';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { confirmTotpAction, startTotpAction } from '@/lib/actions/second-factor';
import { confirmTotpInput, type startedTotpSchema } from '@/lib/contracts/second-factor';

type Started = z.infer<typeof startedTotpSchema>;
type OnCodes = (codes: readonly string[] | null) => void;

/** An authenticator app: the password, then the picture it reads, then its first code. */
export function TotpSetup({ onCodes }: { onCodes: OnCodes }) {
  const t = useTranslations('settings.secondFactor');
  const [open, setOpen] = useState(false);
  const [started, setStarted] = useState<Started | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    setStarted(null);
  };
  return (
    <>
      <Button onClick={() => change(true)}>{t('addApp')}</Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={t('addApp')}
        description={started ? t('scan') : t('passwordFirst')}
      >
        {started ? (
          <Confirm
            started={started}
            onCodes={(codes) => {
              onCodes(codes);
              change(false);
            }}
          />
        ) : (
          <PasswordForm submitLabel={t('next')} action={startTotpAction} after={setStarted} />
        )}
      </Dialog>
    </>
  );
}

function Confirm({ started, onCodes }: { started: Started; onCodes: OnCodes }) {
  const t = useTranslations('settings.secondFactor');
  const { control, props, run, pending, error } = useContractForm({
    contract: confirmTotpInput,
    initial: { code: '' },
    toInput: (values) => values,
  });
  return (
    <form
      {...props((input) =>
        run(() => confirmTotpAction(input), {
          done: t('appAdded'),
          after: ({ recovery_codes }) => onCodes(recovery_codes),
        }),
      )}
      className="grid gap-4"
    >
      <Picture of={started.uri} label={t('picture')} />
      <p className="text-sm text-muted">
        {t('byHand')} <code className="font-medium break-all text-ink">{grouped(started.secret)}</code>
      </p>
      <TextField
        control={control}
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        required
        autoComplete="one-time-code"
      />
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{t('confirm')}</SubmitButton>
      </div>
    </form>
  );
}

const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** Dark on light in every theme: apps read it so. */
function Picture({ of, label }: { of: string; label: string }) {
  const { size, data } = encode(of, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto size-52 rounded-lg bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
