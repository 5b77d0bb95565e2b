'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { PasswordDialog } from '@/components/settings/password-dialog';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { Moment } from '@/components/ui/moment';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { removePasskeyAction, renamePasskeyAction } from '@/lib/actions/second-factor';
import { nameSchema, withPasswordInput } from '@/lib/contracts/common';
import type { Passkey } from '@/lib/contracts/passkeys';
import { makePasskey } from './make-passkey';

type OnCodes = (codes: readonly string[] | null) => void;

/** What signs one in by a finger, a face or a PIN (R48); each under the name one gave it. */
export function Passkeys({ passkeys, onCodes }: { passkeys: readonly Passkey[]; onCodes: OnCodes }) {
  const t = useTranslations('settings.passkeys');
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h3 className="font-medium">{t('title')}</h3>
          <p className="mt-1 text-sm text-muted">{t('text')}</p>
        </div>
        <AddPasskey onCodes={onCodes} />
      </div>
      {passkeys.length > 0 ? (
        <ul aria-label={t('title')} className="divide-y divide-line">
          {passkeys.map((one) => (
            <Row key={one.id} passkey={one} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Row({ passkey }: { passkey: Passkey }) {
  const t = useTranslations('settings.passkeys');
  const { id, name, created_at, last_used_at } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium break-words">{name}</p>
        <p className="mt-0.5 text-sm text-muted">
          {t('since')} <Moment iso={created_at} />
          {last_used_at ? (
            <>
              {' · '}
              {t('lastUsed')} <Moment iso={last_used_at} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Rename passkey={passkey} />
        <PasswordDialog
          trigger={t('remove')}
          triggerLabel={`${t('remove')}: ${name}`}
          size="sm"
          title={t('removeTitle', { name })}
          text={t('removeText')}
          submitLabel={t('remove')}
          done={t('removed')}
          action={(input) => removePasskeyAction({ ...input, id })}
        />
      </div>
    </li>
  );
}

const named = withPasswordInput.extend({ name: nameSchema });

function AddPasskey({ onCodes }: { onCodes: OnCodes }) {
  const t = useTranslations('settings.passkeys');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('add')}</Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('add')} description={t('addText')}>
        <AddForm
          onCodes={(codes) => {
            onCodes(codes);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function AddForm({ onCodes }: { onCodes: OnCodes }) {
  const t = useTranslations('settings');
  const { control, props, run, pending, error } = useContractForm({
    contract: named,
    initial: { name: '', current_password: '' },
    toInput: (values) => values,
  });
  return (
    <form
      {...props((input) =>
        run(() => makePasskey(input), {
          done: t('passkeys.added'),
          after: ({ recovery_codes }) => onCodes(recovery_codes),
        }),
      )}
      className="grid gap-4"
    >
      <TextField
        control={control}
        name="name"
        label={t('passkeys.name')}
        hint={t('passkeys.nameHint')}
        required
      />
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
        <SubmitButton pending={pending}>{t('passkeys.next')}</SubmitButton>
      </div>
    </form>
  );
}

function Rename({ passkey }: { passkey: Passkey }) {
  const t = useTranslations('settings.passkeys');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        aria-label={`${t('rename')}: ${passkey.name}`}
        onClick={() => setOpen(true)}
      >
        {t('rename')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('rename')}>
        <RenameForm passkey={passkey} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RenameForm({ passkey, close }: { passkey: Passkey; close: () => void }) {
  const t = useTranslations('settings.passkeys');
  const common = useTranslations('common');
  const { control, props, run, pending, error } = useContractForm({
    contract: z.object({ name: nameSchema }),
    initial: { name: passkey.name },
    toInput: (values) => values,
  });
  return (
    <form
      {...props(({ name }) =>
        run(() => renamePasskeyAction({ id: passkey.id, name }), { done: common('saved'), after: close }),
      )}
      className="grid gap-4"
    >
      <TextField control={control} name="name" label={t('name')} required />
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{common('save')}</SubmitButton>
      </div>
    </form>
  );
}
