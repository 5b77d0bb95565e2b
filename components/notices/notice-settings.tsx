'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { useRun } from '@/components/ui/use-run';
import { saveNoticeSettingsAction } from '@/lib/actions/notices';
import type { NoticeSettings as Settings } from '@/lib/contracts/notices';
import { DELIVERIES, type Delivery } from '@/lib/core/notice-kinds';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * How the person who looks hears of each kind, and when the digest comes, by the clock of this browser. Over
 * 80 lines: the markup of one form.
 */
export function NoticeSettings({
  companyId,
  companyName,
  settings,
}: {
  companyId: string;
  companyName: string;
  settings: Settings;
}) {
  const t = useTranslations('notices');
  const common = useTranslations('common');
  const { run, pending } = useRun();
  const [deliveries, setDeliveries] = useState(settings.deliveries);
  const [hour, setHour] = useState(settings.digest_hour);
  const [language, setLanguage] = useState(settings.language);
  const id = useId();
  const choose = (kind: Settings['deliveries'][number]['kind'], delivery: Delivery) =>
    setDeliveries((all) => all.map((one) => (one.kind === kind ? { kind, delivery } : one)));
  const save = () =>
    run(
      () =>
        saveNoticeSettingsAction({
          company_id: companyId,
          deliveries,
          digest_hour: hour,
          time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          language,
        }),
      { done: common('saved') },
    );
  return (
    <Card title={t('settings.title')} description={t('settings.text', { company: companyName })}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {settings.mail === 'off' ? (
          <Notice tone="info" title={t('settings.off')}>
            {t('settings.offText')}
          </Notice>
        ) : null}
        <ul className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {deliveries.map(({ kind, delivery }) => (
            <li key={kind} className="grid grid-cols-[1fr_9rem] items-center gap-3 text-sm">
              <label htmlFor={`${id}-${kind}`}>{t(`names.${kind}`)}</label>
              <Select
                id={`${id}-${kind}`}
                value={delivery}
                onChange={(event) => choose(kind, event.target.value as Delivery)}
              >
                {DELIVERIES.map((one) => (
                  <option key={one} value={one}>
                    {t(`deliveries.${one}`)}
                  </option>
                ))}
              </Select>
            </li>
          ))}
        </ul>
        <div className="grid max-w-lg gap-4 sm:grid-cols-2">
          <Field id={`${id}-hour`} label={t('settings.hour')} hint={t('settings.hourHint')}>
            <Select id={`${id}-hour`} value={hour} onChange={(event) => setHour(Number(event.target.value))}>
              {HOURS.map((one) => (
                <option key={one} value={one}>
                  {`${String(one).padStart(2, '0')}:00`}
                </option>
              ))}
            </Select>
          </Field>
          <Field id={`${id}-language`} label={t('settings.language')} hint={t('settings.languageHint')}>
            <Select
              id={`${id}-language`}
              value={language}
              onChange={(event) => setLanguage(event.target.value === 'de' ? 'de' : 'en')}
            >
              <option value="de">Deutsch</option>
              <option value="en">English</option>
            </Select>
          </Field>
        </div>
        <div>
          <SubmitButton pending={pending}>{common('save')}</SubmitButton>
        </div>
      </form>
    </Card>
  );
}
