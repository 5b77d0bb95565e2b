'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActionButton } from '@/components/ui/action-button';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { setWasteReasonsAction } from '@/lib/actions/company';

export function WasteReasons({ companyId, reasons }: { companyId: string; reasons: readonly string[] }) {
  const t = useTranslations();
  const allowed = useCanManage();
  const [text, setText] = useState(reasons.join('\n'));
  return (
    <Card title={t('settings.waste')} description={t('settings.wasteText')}>
      <div className="grid max-w-lg gap-3">
        <Field id="waste-reasons" label={t('settings.wasteReasons')}>
          <textarea
            id="waste-reasons"
            rows={4}
            readOnly={!allowed}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="w-full rounded-lg border border-field bg-surface px-3 py-2"
          />
        </Field>
        <div>
          <ActionButton
            done={t('common.saved')}
            action={() =>
              setWasteReasonsAction({
                company_id: companyId,
                reasons: text
                  .split('\n')
                  .map((line) => line.trim())
                  .filter(Boolean),
              })
            }
          >
            {t('common.save')}
          </ActionButton>
        </div>
      </div>
    </Card>
  );
}
