import { Button } from '@/components/ui/button';

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
        {shortcut === 'Enter' ? '↵' : shortcut}
      </kbd>
    </Button>
  );
}
