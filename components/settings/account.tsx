'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { changePasswordAction } from '@/lib/actions/account';
import { changePasswordInput } from '@/lib/contracts/sessions';
import { type OwnAccount, PersonFacts } from './person';

/** Who one is here, and one's password; everybody's own, whatever the role (R2). */
export function Account({ account, role }: { account: OwnAccount; role: string }) {
  const t = useTranslations('settings');
  return (
    <Card title={t('profile')}>
      <PersonFacts account={account} role={role} />
      <PasswordForm email={account.email} />
    </Card>
  );
}

function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('settings');
  const auth = useTranslations('auth');
  const { control, form, props, run, pending, error } = useContractForm({
    contract: changePasswordInput,
    initial: { current_password: '', new_password: '' },
    toInput: (values) => values,
  });
  return (
    <form
      {...props((input) =>
        run(() => changePasswordAction(input), {
          done: ({ ended }) => t('passwordChanged', { ended }),
          after: () => form.reset(),
        }),
      )}
      className="mt-6 grid gap-4 border-t border-line pt-6 *:max-w-lg"
    >
      <div>
        <h3 className="font-medium">{t('password')}</h3>
        <p className="mt-1 text-sm text-muted">{t('passwordText')}</p>
      </div>
      {/* Password managers ask under which name they keep it. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextField
        control={control}
        name="current_password"
        label={t('currentPassword')}
        type="password"
        required
        autoComplete="current-password"
      />
      <TextField
        control={control}
        name="new_password"
        label={t('newPassword')}
        hint={auth('passwordHint')}
        type="password"
        required
        autoComplete="new-password"
      />
      <FormError text={error} />
      <div>
        <SubmitButton variant="secondary" pending={pending}>
          {t('changePassword')}
        </SubmitButton>
      </div>
    </form>
  );
}
