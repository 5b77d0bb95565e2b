'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Passkeys } from '@/components/settings/passkeys';
import { PasswordDialog } from '@/components/settings/password-dialog';
import { RecoveryCodes } from '@/components/settings/recovery-codes';
import { TotpSetup } from '@/components/settings/totp-setup';
import { Badge } from '@/components/ui/badge';
import { CanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { removeTotpAction, renewRecoveryCodesAction } from '@/lib/actions/second-factor';
import type { SecondFactor as Has } from '@/lib/contracts/second-factor';

/** Few enough to make new ones. */
const FEW = 3;

/** What one signs in with beside the password; everybody's own, whatever the role (R48). */
export function SecondFactor({ has }: { has: Has }) {
  const t = useTranslations('settings.secondFactor');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const isOn = has.totp || has.passkeys.length > 0;
  const requiredBy = has.required_by.map(({ name }) => name).join(', ');
  return (
    <CanManage value>
      <Card id="second-factor" title={t('title')} description={t('text')}>
        <div className="grid gap-4">
          {requiredBy && !isOn ? (
            <Notice tone="warn" title={t('required', { companies: requiredBy })}>
              {t('requiredText')}
            </Notice>
          ) : null}
          {codes ? <RecoveryCodes codes={codes} onDone={() => setCodes(null)} /> : null}
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="min-w-0 flex-1 basis-56">
              <h3 className="flex items-center gap-2 font-medium">
                {t('app')} {has.totp ? <Badge tone="good">{t('on')}</Badge> : null}
              </h3>
              <p className="mt-1 text-sm text-muted">{t('appText')}</p>
            </div>
            {has.totp ? (
              <PasswordDialog
                trigger={t('removeApp')}
                title={t('removeAppTitle')}
                text={t('removeAppText')}
                submitLabel={t('remove')}
                done={t('appRemoved')}
                action={removeTotpAction}
              />
            ) : (
              <TotpSetup onCodes={setCodes} />
            )}
          </div>
          <Passkeys passkeys={has.passkeys} onCodes={setCodes} />
          {isOn ? (
            <div className="flex flex-wrap items-start justify-between gap-3 border-t border-line pt-4">
              <div className="min-w-0 flex-1 basis-56">
                <h3 className="flex items-center gap-2 font-medium">
                  {t('codes')}
                  {has.recovery_codes_left <= FEW ? (
                    <Badge tone="warn">{t('left', { count: has.recovery_codes_left })}</Badge>
                  ) : null}
                </h3>
                <p className="mt-1 text-sm text-muted">
                  {t('codesText', { count: has.recovery_codes_left })}
                </p>
              </div>
              <PasswordDialog
                trigger={t('renewCodes')}
                title={t('renewCodes')}
                text={t('renewCodesText')}
                submitLabel={t('renewCodes')}
                action={renewRecoveryCodesAction}
                after={({ recovery_codes }) => setCodes(recovery_codes)}
              />
            </div>
          ) : null}
        </div>
      </Card>
    </CanManage>
  );
}
