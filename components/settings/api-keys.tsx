'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import type { z } from 'zod';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FormDialog } from '@/components/ui/form-dialog';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { createApiKeyAction, revokeApiKeyAction } from '@/lib/actions/api-key';
import { type Role, roleSchema } from '@/lib/contracts/common';
import type { apiKeySchema } from '@/lib/contracts/people';

type ApiKey = z.infer<typeof apiKeySchema>;

export function ApiKeys({ companyId, keys }: { companyId: string; keys: readonly ApiKey[] }) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title={t('keys')}
      description={t('keysText')}
      actions={
        <FormDialog
          trigger={t('newKey')}
          title={t('newKey')}
          submitLabel={t('createKey')}
          fields={[
            { name: 'name', label: t('name'), required: true },
            {
              name: 'role',
              label: t('role'),
              kind: 'select',
              initial: 'manager',
              options: roleSchema.options.map((one) => ({ value: one, label: t(`roles.${one}`) })),
            },
          ]}
          onSubmit={async (values) => {
            const result = await createApiKeyAction({
              company_id: companyId,
              name: String(values.name),
              role: values.role as Role,
            });
            if (result?.data) setSecret(result.data.api_key);
            return result;
          }}
        />
      }
    >
      {secret ? (
        <div role="status" className="mb-4 rounded-lg bg-good-soft p-4 text-good">
          <p>{t('keyCreated')}</p>
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <code className="break-all">{secret}</code>
            <Button
              size="sm"
              variant="secondary"
              onClick={() => navigator.clipboard.writeText(secret).then(() => toast.success(t('copied')))}
            >
              {t('copy')}
            </Button>
          </div>
        </div>
      ) : null}
      {keys.length === 0 ? (
        <p className="text-muted">{t('noKeys')}</p>
      ) : (
        <Table stack bare label={t('keys')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('role')}</Th>
              <Th>{t('lastUsed')}</Th>
              <Th>
                <span className="sr-only">{t('revoke')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <Td>
                  <span className="font-medium">{key.name}</span>{' '}
                  <code className="text-muted">{key.prefix}…</code>
                </Td>
                <Td label={t('role')}>
                  {t.has(`roles.${key.role}` as never) ? t(`roles.${key.role}` as never) : key.role}
                </Td>
                <Td label={t('lastUsed')}>
                  <Moment iso={key.last_used_at} />
                </Td>
                <Td className="text-right">
                  {key.revoked_at ? (
                    <Badge>{t('revoked')}</Badge>
                  ) : (
                    <ConfirmButton
                      label={t('revoke')}
                      of={key.name}
                      title={t('revokeTitle', { name: key.name })}
                      text={t('revokeText')}
                      disabled={pending}
                      onConfirm={() =>
                        run(() => revokeApiKeyAction({ id: key.id, company_id: companyId }), {
                          done: t('revoked'),
                        })
                      }
                    />
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
