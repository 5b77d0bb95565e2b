'use client';
import { Command } from 'cmdk';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { cn } from './cn';
import { fieldClass } from './input';

export type Option = { value: string; label: string; hint?: string; group?: string };

export function Combobox({
  id,
  label,
  value,
  options,
  onChange,
  className,
  problem,
}: {
  id?: string;
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  className?: string;
  /** A button cannot be invalid; it is marked, and its `Field` says why. */
  problem?: string | undefined;
}) {
  const t = useTranslations('common');
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const groups = [...new Set(options.map((option) => option.group ?? ''))];
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        id={id}
        aria-label={`${label}: ${chosen?.label ?? t('choose')}`}
        aria-describedby={problem && `${id}-problem`}
        className={cn(
          fieldClass,
          'flex items-center justify-between gap-2 text-left',
          problem && 'border-bad',
          className,
        )}
      >
        <span className="truncate">{chosen?.label ?? t('choose')}</span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          aria-label={label}
          className="z-[60] w-[max(var(--radix-popover-trigger-width),16rem)] rounded-lg border border-line bg-surface p-1 shadow-lg"
        >
          <Command label={label}>
            <Command.Input placeholder={t('search')} className={fieldClass} />
            <Command.List className="mt-1 max-h-64 overflow-y-auto">
              <Command.Empty className="p-3 text-sm text-muted">{t('nothingFound')}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group} heading={group || undefined} className="text-xs text-muted">
                  {options
                    .filter((option) => (option.group ?? '') === group)
                    .map((option) => (
                      <Command.Item
                        key={option.value}
                        value={`${option.label} ${option.value}`}
                        onSelect={() => {
                          onChange(option.value);
                          setOpen(false);
                        }}
                        className="flex justify-between gap-3 rounded-md px-2 py-2 text-sm text-ink data-[selected=true]:bg-brand-soft"
                      >
                        <span>{option.label}</span>
                        <span className="text-muted">{option.hint}</span>
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
