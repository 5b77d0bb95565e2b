'use client';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterPaint } from './after-paint';
import { cn } from './cn';
import { fieldClass } from './input';
import { OptionList } from './option-list';
import { rankOptions } from './rank-options';

export type Option = { value: string; label: string; hint?: string; group?: string };

interface Props {
  id?: string;
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  /** Offers, as the last row, to make what was typed and is not there. */
  onCreate?: ((name: string) => void) | undefined;
  /** Gives the next field the focus once something is chosen; else the chooser keeps it. */
  next?: (() => void) | undefined;
  /** What is looked for: shown while nothing is chosen, and what the search begins with. */
  asked?: string | undefined;
  /** Opens the search by itself. */
  opens?: boolean | undefined;
  className?: string | undefined;
  /** A button cannot be invalid; it is marked, and its `Field` says why. */
  problem?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

// Over 80 lines: one Radix popover, whose handlers share where the focus goes when it closes.
/**
 * A chooser: a button that opens a search over its options. A letter typed on the button begins the search.
 */
export function Combobox({
  id,
  label,
  value,
  options,
  onChange,
  onCreate,
  next,
  asked = '',
  opens = false,
  className,
  problem,
  ref,
}: Props) {
  const t = useTranslations('common');
  const trigger = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => trigger.current as HTMLButtonElement);
  const goesOn = useRef(false);
  const [stage, setStage] = useState<'closed' | 'asked' | 'open'>('closed');
  const [begun, setBegun] = useState('');
  const chosen = options.find((option) => option.value === value);
  const sought = chosen ? '' : asked;
  const change = (opened: boolean) => {
    if (!opened) setStage('closed');
    // The list takes long to draw on a slow device: that the chooser was touched is shown first.
    else if (stage === 'closed') {
      setBegun(sought);
      setStage('asked');
      // Not every browser focuses a button that is clicked, and a key pressed meanwhile is for the search.
      if (document.activeElement !== trigger.current) trigger.current?.focus({ preventScroll: true });
    }
  };
  useEffect(() => (stage === 'asked' ? afterPaint(() => setStage('open')) : undefined), [stage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time it is to open
  useEffect(() => {
    if (opens) change(true);
  }, [opens]);
  const choose = (chosen: string) => {
    // In the same turn as the list goes: who presses Enter again saves with what is chosen.
    onChange(chosen);
    setStage('closed');
  };
  /** Keys that come before the list is drawn do what they do in its search: nothing typed on is lost. */
  const whileAsked = (event: KeyboardEvent) => {
    const { key } = event;
    const typed = typedBy(event);
    if (typed !== null) setBegun(begun + typed);
    else if (key === 'Backspace') setBegun(begun.slice(0, -1));
    else if (key === 'ArrowDown') setStage('open');
    else if (key === 'Escape') setStage('closed');
    else if (key === 'Enter' || key === 'Tab') {
      const { rows, isClear } = rankOptions(options, begun);
      const [meant] = isClear ? rows : [];
      if (meant === undefined) setStage(key === 'Enter' ? 'open' : 'closed');
      else {
        flushSync(() => choose(meant.value));
        next?.();
      }
      if (key === 'Tab' && (meant === undefined || !next)) return;
    } else return;
    event.preventDefault();
    if (key === 'Escape') event.stopPropagation();
  };
  return (
    <Popover.Root open={stage === 'open'} onOpenChange={(opened) => change(opened)}>
      <Popover.Trigger
        ref={trigger}
        id={id}
        data-chooser=""
        aria-label={`${label}: ${chosen?.label ?? (sought || t('choose'))}`}
        aria-expanded={stage !== 'closed'}
        aria-describedby={problem && `${id}-problem`}
        data-invalid={problem ? '' : undefined}
        className={cn(
          fieldClass,
          'flex items-center justify-between gap-2 text-left aria-expanded:border-brand',
          problem && 'border-bad',
          className,
        )}
        onKeyDown={(event) => {
          if (stage === 'asked') whileAsked(event);
          else {
            const key = begunBy(event);
            if (key === null) return;
            setBegun(key || sought);
            // A letter is shown to be taken before the list is drawn; where an arrow goes, the list must be.
            setStage(key === '' ? 'open' : 'asked');
            event.preventDefault();
          }
        }}
      >
        <span className={cn('truncate', sought && 'text-bad')}>
          {chosen?.label ?? (sought || t('choose'))}
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          // The list focuses its search itself: what was typed on the button must not be selected, to be
          // typed over.
          onOpenAutoFocus={(event) => event.preventDefault()}
          // Its keys are its own: the form around it would take Enter and Escape for itself.
          onKeyDown={(event) => event.stopPropagation()}
          onCloseAutoFocus={(event) => {
            const isChosen = goesOn.current;
            goesOn.current = false;
            if (!isChosen || !next) return;
            event.preventDefault();
            next();
          }}
          className="z-[60] w-[max(var(--radix-popover-trigger-width),min(20rem,calc(100vw-1rem)))] rounded-lg border border-line bg-surface p-1 shadow-lg"
        >
          <OptionList
            label={label}
            value={value}
            options={options}
            begun={begun}
            onChoose={(chosen) => {
              goesOn.current = true;
              choose(chosen);
            }}
            onCreate={
              onCreate &&
              ((name) => {
                // A dialog gives the focus back to where it was when it opened.
                trigger.current?.focus();
                setStage('closed');
                onCreate(name);
              })
            }
            onLeave={() => setStage('closed')}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The character a key writes, a space as well; null: it writes none. AltGr is Ctrl and Alt together. */
const typedBy = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null =>
  [...key].length === 1 && !metaKey && (!ctrlKey || altKey) ? key : null;

/** What a key begins the search with: an arrow with nothing, a letter with itself; null: it does not open. */
function begunBy({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null {
  if (key === 'ArrowDown') return '';
  return /^[\p{L}\p{N}]$/u.test(key) && !ctrlKey && !metaKey && !altKey ? key : null;
}
