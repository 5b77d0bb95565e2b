'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createWebhookAction, updateWebhookAction } from '@/lib/actions/webhook';
import { createWebhookInput, updateWebhookInput, type Webhook } from '@/lib/contracts/webhooks';
import { CHOSEN_KINDS, type NoticeKind } from '@/lib/core/notice-kinds';

type Values = { url: string } & Record<NoticeKind, boolean>;

const valuesOf = (url: string, kinds: readonly string[]) =>
  ({ url, ...Object.fromEntries(CHOSEN_KINDS.map((kind) => [kind, kinds.includes(kind)])) }) as Values;
const chosen = (values: Values) => CHOSEN_KINDS.filter((kind) => values[kind]);
/** A problem of the kinds stands at the first of them. */
const fieldOf = ([name]: readonly PropertyKey[]) => (name === 'kinds' ? (CHOSEN_KINDS[0] ?? 'url') : 'url');

function useFields() {
  const t = useTranslations('webhooks');
  const names = useTranslations('notices.names');
  return [
    { name: 'url' as const, label: t('url'), hint: t('urlHint'), required: true },
    ...CHOSEN_KINDS.map((kind) => ({ name: kind, label: names(kind), kind: 'switch' as const })),
  ];
}

export function AddWebhook({ companyId, onMade }: { companyId: string; onMade: (secret: string) => void }) {
  const t = useTranslations('webhooks');
  const fields = useFields();
  return (
    <FormDialog
      trigger={t('add')}
      title={t('add')}
      description={t('addText')}
      fields={fields}
      initial={valuesOf('', CHOSEN_KINDS)}
      contract={createWebhookInput}
      toInput={(values) => ({ company_id: companyId, url: values.url, kinds: chosen(values) })}
      fieldOf={fieldOf}
      submitLabel={t('add')}
      done={t('added')}
      action={async (input) => {
        const result = await createWebhookAction(input);
        if (result?.data) onMade(result.data.secret);
        return result;
      }}
    />
  );
}

export function ChangeWebhook({ companyId, webhook }: { companyId: string; webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const fields = useFields();
  return (
    <FormDialog
      trigger={t('change')}
      triggerVariant="secondary"
      triggerSize="sm"
      title={t('change')}
      fields={fields}
      initial={valuesOf(webhook.url, webhook.kinds)}
      contract={updateWebhookInput}
      toInput={(values) => ({
        id: webhook.id,
        company_id: companyId,
        url: values.url,
        kinds: chosen(values),
      })}
      fieldOf={fieldOf}
      done={t('changed')}
      action={(input) => updateWebhookAction(input)}
    />
  );
}
