import { auditEventSchema, listAuditInput } from '@/lib/contracts/audit';
import { pageOf } from '@/lib/contracts/common';
import { listAudit } from '@/lib/services/audit-log/list-audit';
import { type Operation, operation } from '../operation';

export const auditOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/audit',
    summary: 'Who did what, when and from where, newest first; for owners',
    input: listAuditInput,
    output: pageOf(auditEventSchema),
    errors: ['forbidden'],
    service: listAudit,
  }),
];
