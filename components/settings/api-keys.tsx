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
import { keyRoleSchema } from '@/lib/contracts/common';
import { type apiKeySchema, apiKeyScopeSchema, createApiKeyInput } from '@/lib/contracts/people';

type ApiKey = z.infer<typeof apiKeySchema>;

const DAYS = [30, 90, 365];
const NEVER = 'never';
const endOf = (days: string) =>
  days === NEVER ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();

export function ApiKeys({ companyId, keys }: { companyId: string; keys: readonly ApiKey[] }) {
  const t = useTranslations('settings');
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title={t('keys')}
      description={t('keysText')}
      actions={<NewKey companyId={companyId} onMade={setSecret} />}
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
        <KeyTable companyId={companyId} keys={keys} />
      )}
    </Card>
  );
}

function NewKey({ companyId, onMade }: { companyId: string; onMade: (key: string) => void }) {
  const t = useTranslations('settings');
  return (
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
          options: keyRoleSchema.options.map((one) => ({ value: one, label: t(`roles.${one}`) })),
        },
        ...apiKeyScopeSchema.options.map((scope) => ({
          name: scope,
          label: t(`scopes.${scope}`),
          hint: t(`scopes.${scope}Hint`),
          kind: 'switch' as const,
        })),
        {
          name: 'expires',
          label: t('expires'),
          kind: 'select',
          options: [...DAYS.map(String), ''].map((days) => ({
            value: days || NEVER,
            label: days ? t('inDays', { days: Number(days) }) : t('never'),
          })),
        },
      ]}
      initial={{ name: '', role: 'manager', read: true, ledger: false, setup: false, expires: '365' }}
      contract={createApiKeyInput}
      toInput={(values) => ({
        company_id: companyId,
        name: values.name,
        role: values.role,
        scopes: apiKeyScopeSchema.options.filter((scope) => values[scope]),
        expires_at: endOf(values.expires),
      })}
      fieldOf={([name]) => (name === 'scopes' ? 'read' : name === 'expires_at' ? 'expires' : String(name))}
      action={async (input) => {
        const result = await createApiKeyAction(input);
        if (result?.data) onMade(result.data.api_key);
        return result;
      }}
    />
  );
}

function KeyTable({ companyId, keys }: { companyId: string; keys: readonly ApiKey[] }) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  return (
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
            <Td label={t('role')}>{t.has(`roles.${key.role}`) ? t(`roles.${key.role}`) : key.role}</Td>
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
  );
}

/** Why a key that was not revoked opens less than its row says, or nothing. */
function KeyState({ of: key }: { of: ApiKey }) {
  const t = useTranslations('settings');
  if (key.revoked_at || key.effective_role === key.role) return null;
  if (key.effective_role !== null)
    return <Badge tone="warn">{t('keyLess', { role: t(`roles.${key.effective_role}`) })}</Badge>;
  const isOver = key.expires_at !== null && Date.parse(key.expires_at) <= Date.now();
  return <Badge tone="bad">{isOver ? t('keyExpired') : t('keyOrphan')}</Badge>;
}
