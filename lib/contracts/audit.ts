import { z } from 'zod';
import { daySchema, idSchema, instantSchema, pageInputShape } from './common';

/** Everything the audit log tells apart, by the kinds people look for. */
export const AUDIT_ACTIONS = {
  access: [
    'session.begin',
    'session.end',
    'session.end_others',
    'session.refuse',
    'session.lock',
    'password.change',
    'password.reset',
    'address.change',
    'second_factor.add_app',
    'second_factor.remove_app',
    'second_factor.add_passkey',
    'second_factor.remove_passkey',
    'second_factor.renew_codes',
    'host.reset_password',
    'host.reset_second_factor',
    'host.end_sessions',
    'host.disable_user',
    'host.enable_user',
    'access.refuse',
    'list.export',
    'person.export',
  ],
  people: [
    'member.add',
    'member.change',
    'member.remove',
    'member.join',
    'member.hand_over',
    'person.delete',
    'invitation.create',
    'invitation.withdraw',
    'invitation.sign_up',
    'api_key.create',
    'api_key.revoke',
  ],
  company: [
    'company.create',
    'company.set_count_review',
    'company.set_name_holding',
    'company.set_notice_limits',
    'company.set_second_factor_rule',
    'company.set_retention',
    'company.forget',
    'company.export',
    'company.ask_deletion',
    'company.withdraw_deletion',
    'company.save_packaging',
    'company.save_void_reasons',
    'webhook.create',
    'webhook.update',
    'webhook.remove',
    'webhook.rotate_secret',
    'webhook.switch_off',
    'webhook.test',
    'webhook.replay',
    'period.lock',
    'period.unlock',
  ],
  connection: [
    'integration.connect',
    'integration.rename',
    'integration.reauthorize',
    'integration.disconnect',
    'integration.sync_locations',
    'integration.sync_items',
    'location.link_storage_unit',
    'location.unlink_storage_unit',
    'location.activate',
    'location.deactivate',
    'location.toggle_auto_transfer',
  ],
  items: [
    'item.save_mapping',
    'item.set_ignored',
    'item.restore_mapping',
    'item.take_over_mapping',
    'item.take_over_modifier_rules',
    'item.save_modifier_rules',
    'item.adopt_name',
    'item.accept_name',
    'item.split_off_name',
    'item.undo_name',
  ],
  inventory: [
    'ingredient.create',
    'ingredient.update',
    'recipe.create',
    'recipe.update',
    'storage_unit.create',
    'storage_unit.update',
    'storage_unit.archive',
    'import.apply',
  ],
  ledger: [
    'ledger.receipt',
    'ledger.waste',
    'ledger.adjustment',
    'ledger.transfer',
    'ledger.correct',
    'ledger.correct_count',
    'ledger.apply_change',
    'location.transfer_day',
    'location.run_missed_nights',
    'migration.start',
    'migration.cancel',
  ],
} as const;
export type AuditKind = keyof typeof AUDIT_ACTIONS;
export type AuditAction = (typeof AUDIT_ACTIONS)[AuditKind][number];
export const AUDIT_KINDS = Object.keys(AUDIT_ACTIONS) as [AuditKind, ...AuditKind[]];

export const listAuditInput = z.object({
  company_id: idSchema,
  actor: z
    .string()
    .regex(/^((user|key):[0-9a-f-]{36}|job|anonymous)$/)
    .optional()
    .describe('user:<id>, key:<id>, job (whatever ran by itself) or anonymous (nobody signed in)'),
  kind: z.enum(AUDIT_KINDS).optional(),
  subject_id: z.string().max(100).optional(),
  from: daySchema.optional().describe('First day, in UTC'),
  to: daySchema.optional().describe('Last day, in UTC'),
  ...pageInputShape,
});

const valuesSchema = z.record(z.string(), z.unknown());
export const auditEventSchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    actor: z.object({
      kind: z.enum(['user', 'key', 'job', 'anonymous']),
      id: z.string().nullable().describe('Of the person or key; the name of a job'),
      name: z.string().nullable().describe('null: gone, or nobody of this company'),
    }),
    action: z.string(),
    subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
    address: z.string().nullable().describe('null: not known, or forgotten after the time that is kept'),
    user_agent: z.string().nullable(),
    before: valuesSchema.nullable(),
    after: valuesSchema.nullable(),
    details: valuesSchema,
    names: z.record(z.string(), z.string()).describe('Of the ids in before, after and details'),
    sequence: z.number().int().nullable().describe('Its place in the chain; null within the first minute'),
    hash: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditActorsSchema = z.object({
  data: z.array(z.object({ actor: z.string(), name: z.string().nullable() })),
});
