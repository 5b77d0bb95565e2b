import type { KeyboardEvent } from 'react';

/** Fields that are right more often than not are reached by Tab, not by Enter. */
export const SKIPPED = { 'data-skipped': '' } as const;
const FIELDS = 'input, select:not([data-skipped]), [data-chooser], [type=submit]';

/** The key that ends a figure leads to the next field, and never books half a delivery. */
export function leadOn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const from = event.target;
  // A list where nothing is chosen yet has a use for the key.
  const ends = from instanceof HTMLInputElement || (from instanceof HTMLSelectElement && from.value !== '');
  if (!ends || !event.currentTarget.contains(from)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(FIELDS)];
  const next = fields.find(
    (field) =>
      !field.matches(':disabled') &&
      (from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  next?.focus();
}
