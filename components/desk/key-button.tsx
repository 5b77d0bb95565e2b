import { Button } from '@/components/ui/button';

/** Keys whose sign is the same on every keyboard. */
const SIGNS: Readonly<Record<string, string>> = { Enter: '↵', Delete: '⌦' };

/** An act on the active row, with the key of the grid that does the same. */
export function KeyButton({
  shortcut,
  label,
  of,
  variant = 'secondary',
  disabled,
  onClick,
}: {
  shortcut: string;
  label: string;
  /** The name of the row, for screen readers. */
  of: string;
  variant?: 'primary' | 'secondary';
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      size="sm"
      variant={variant}
      disabled={disabled}
      aria-label={`${label}: ${of}`}
      aria-keyshortcuts={shortcut}
      onClick={onClick}
    >
      {label}
      <kbd className="font-sans text-xs opacity-70 max-sm:hidden" aria-hidden>
        {SIGNS[shortcut] ?? shortcut}
      </kbd>
    </Button>
  );
}
