import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** What an address says by itself; what it resolves to is looked at whenever it is sent to (R52). */
export function requireAddress(ctx: ServiceContext, url: string): void {
  const reason = ctx.webhooks.refusalOf(url);
  if (reason) throw new DomainError('webhook_address_refused', `url: ${reason}`, { field: 'url', reason });
}
