import type { AuditEvent } from '@/lib/contracts/audit';

/** The sentence of a path below `audit`; null where there is none. */
export type Say = (path: string) => string | null;
/** One difference, or one thing that is said besides. */
export interface AuditLine {
  label: string;
  before: string | null;
  after: string;
}

/** What an event says: first what changed, then the rest. */
export function auditLines(event: AuditEvent, say: Say): AuditLine[] {
  const { before, after, details, names } = event;
  const text = (field: string, value: unknown) => valueText(value, field, names, say);
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changes = fields.flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ label: label(field, say), before: text(field, was), after: text(field, is) }];
  });
  const rest = Object.entries(details).flatMap(([field, value]) =>
    isEmpty(value) || HIDDEN.has(field)
      ? []
      : [{ label: label(field, say), before: null, after: text(field, value) }],
  );
  return [...changes, ...rest];
}

/** Says who acted; null = the page knows nobody's name for it. */
export function auditActor({ actor }: AuditEvent, say: Say): string {
  switch (actor.kind) {
    case 'job':
      return say(actor.id === 'admin' ? 'host' : 'automatic') ?? '';
    case 'anonymous':
      return say('nobody') ?? '';
    case 'key':
      return actor.name ?? say('goneKey') ?? '';
    case 'user':
      if (actor.name !== null && /^#[0-9a-f]{6}$/.test(actor.name))
        return `${say('deleted') ?? ''} ${actor.name}`;
      return actor.name ?? say('outsider') ?? '';
  }
}

/** What it was about, where the action does not say it already. */
export const auditSubject = ({ subject, actor }: AuditEvent): string | null =>
  subject.type === 'company' || subject.id === actor.id ? null : subject.name;

/** Of no use to people, or said by the subject. */
const HIDDEN = new Set(['id', 'company_id', 'batch', 'migration_id', 'is_member', 'event_id', 'back_to']);
/** Fields whose values are words of ours; all others are what somebody typed, or figures. */
const WORDS = new Set([
  'state',
  'role',
  'reason',
  'permission',
  'scopes',
  'list',
  'kind',
  'change',
  'effect',
  'storage_unit',
  'with',
]);
const OUTCOMES = new Set(['returned', 'gone', 'waste']);

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const label = (field: string, say: Say) => say(`fields.${field}`) ?? field;

function valueText(value: unknown, field: string, names: AuditEvent['names'], say: Say): string {
  if (isEmpty(value)) return say('nothing') ?? '';
  if (typeof value === 'boolean') return say(`values.${value}`) ?? String(value);
  if (Array.isArray(value)) return value.map((one) => valueText(one, field, names, say)).join('; ');
  if (typeof value === 'object') return objectText(value as Record<string, unknown>, names, say);
  const text = String(value);
  if (names[text] !== undefined) return names[text];
  const isOurs = WORDS.has(field) || OUTCOMES.has(text);
  return (isOurs && /^[a-z_]+$/.test(text) && say(`values.${text}`)) || text;
}

/** `Flour 0.25 kg, trim in %: 10`: what it is of, how much, then the rest. */
function objectText(value: Record<string, unknown>, names: AuditEvent['names'], say: Say): string {
  const { quantity, unit, ...others } = value;
  const named: string[] = [];
  const rest: string[] = [];
  for (const [field, one] of Object.entries(others)) {
    if (isEmpty(one) || one === false || (field === 'trim_percent' && Number(one) === 0)) continue;
    const text = valueText(one, field, names, say);
    if (field === 'ingredient_id' || field === 'recipe_id') named.push(text);
    else rest.push(`${label(field, say)}: ${text}`);
  }
  const amount = [quantity, unit].filter((one) => !isEmpty(one)).join(' ');
  return [[...named, amount].filter(Boolean).join(' '), ...rest].filter(Boolean).join(', ');
}
