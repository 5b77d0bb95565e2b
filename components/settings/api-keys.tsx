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
import { type apiKeySchema, apiKeyScopeSchema } from '@/lib/contracts/people';

type ApiKey = z.infer<typeof apiKeySchema>;

const DAYS = [30, 90, 365];
const NEVER = 'never';
const endOf = (days: string) =>
  days === NEVER ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();

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
            ...apiKeyScopeSchema.options.map((scope) => ({
              name: scope,
              label: t(`scopes.${scope}`),
              hint: t(`scopes.${scope}Hint`),
              kind: 'switch' as const,
              initial: scope === 'read',
            })),
            {
              name: 'expires',
              label: t('expires'),
              kind: 'select',
              initial: '365',
              options: [...DAYS.map(String), ''].map((days) => ({
                value: days || NEVER,
                label: days ? t('inDays', { days: Number(days) }) : t('never'),
              })),
            },
          ]}
          onSubmit={async (values) => {
            const result = await createApiKeyAction({
              company_id: companyId,
              name: String(values.name),
              role: values.role as Role,
              scopes: apiKeyScopeSchema.options.filter((scope) => values[scope] === true),
              expires_at: endOf(String(values.expires)),
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
              <Th>{t('mayDo')}</Th>
              <Th>{t('expires')}</Th>
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
                <Td label={t('mayDo')}>{key.scopes.map((scope) => t(`scopes.${scope}`)).join(', ')}</Td>
                <Td label={t('expires')}>
                  {key.expires_at ? <Moment iso={key.expires_at} /> : t('never')}
                  <KeyState of={key} />
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

/** Why a key that was not revoked opens less than its row says, or nothing. */
function KeyState({ of: key }: { of: ApiKey }) {
  const t = useTranslations('settings');
  if (key.revoked_at || key.effective_role === key.role) return null;
  if (key.effective_role !== null)
    return <Badge tone="warn">{t('keyLess', { role: t(`roles.${key.effective_role}` as never) })}</Badge>;
  const isOver = key.expires_at !== null && Date.parse(key.expires_at) <= Date.now();
  return <Badge tone="bad">{isOver ? t('keyExpired') : t('keyOrphan')}</Badge>;
}
