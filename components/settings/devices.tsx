'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { endOtherSessionsAction, endSessionAction } from '@/lib/actions/account';
import type { Device } from '@/lib/contracts/sessions';

/** Browser and system as their makers call them; null where the browser does not say. */
type NamedDevice = Device & { browser: string | null; system: string | null };

const isHere = (device: NamedDevice) => device.is_current;

/** Where one is signed in, to be ended one by one or all but this one (R2). */
export function Devices({ devices }: { devices: readonly NamedDevice[] }) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  const others = devices.filter((one) => !isHere(one)).length;
  const nameOf = ({ browser, system }: NamedDevice) =>
    browser && system ? t('deviceName', { browser, system }) : (browser ?? system ?? t('unknownDevice'));
  const endOthers = () =>
    run(() => endOtherSessionsAction(), { done: ({ ended }) => t('devicesEnded', { ended }) });
  return (
    // One's own devices, whatever the role.
    <CanManage value>
      <Card
        id="devices"
        title={t('devices')}
        description={t('devicesText')}
        actions={
          others > 0 ? (
            <ConfirmButton
              label={t('endOthers')}
              title={t('endOthersTitle')}
              text={t('endOthersText')}
              variant="secondary"
              disabled={pending}
              onConfirm={endOthers}
            />
          ) : undefined
        }
      >
        <Table stack bare label={t('devices')}>
          <thead>
            <tr>
              <Th>{t('device')}</Th>
              <Th>{t('lastSeen')}</Th>
              <Th>{t('signedInSince')}</Th>
              <Th>
                <span className="sr-only">{t('endDevice')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {[...devices.filter(isHere), ...devices.filter((one) => !isHere(one))].map((device) => (
              <tr key={device.id}>
                <Td className="font-medium">{nameOf(device)}</Td>
                <Td label={t('lastSeen')}>
                  {device.is_current ? (
                    <Badge>{t('thisDevice')}</Badge>
                  ) : (
                    <Moment iso={device.last_seen_at} />
                  )}
                </Td>
                <Td label={t('signedInSince')}>
                  <Moment iso={device.created_at} />
                </Td>
                <Td>
                  {device.is_current ? null : (
                    <div className="flex sm:justify-end">
                      <Button
                        variant="secondary"
                        size="sm"
                        disabled={pending}
                        aria-label={`${t('endDevice')}: ${nameOf(device)}`}
                        onClick={() =>
                          run(() => endSessionAction({ id: device.id }), { done: t('deviceEnded') })
                        }
                      >
                        {t('endDevice')}
                      </Button>
                    </div>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </CanManage>
  );
}
