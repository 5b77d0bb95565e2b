'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { ActionError } from '@/components/ui/use-run';
import type { AppliedImport, ImportPreview } from '@/lib/contracts/imports';
import type { ImportKind } from '@/lib/core/imports/kinds';

/** A file, or what was pasted, as it is sent. */
export interface Source {
  name: string;
  base64: string;
}
/** What a person says about a file that it does not say itself. */
export interface Choices {
  columns?: Record<string, number | null>;
  sheet?: string;
  decimal_sign?: ',' | '.';
  date?: string | undefined;
  storage_unit_id?: string | undefined;
}
type Answer<T> = { data: T } | { error: ActionError };

export async function toSource(file: Blob, name: string): Promise<Source> {
  const reader = new FileReader();
  const url = await new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { name: name.slice(0, 300), base64: url.slice(url.indexOf(',') + 1) };
}

/**
 * Over the JSON interface and not by an action: actions queue behind each other and take 1 MB, a file may be
 * larger.
 */
async function send<T>(path: string, body: object): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/v1/imports/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json = await response.json();
    return response.ok ? { data: json as T } : { error: json.error as ActionError };
  } catch {
    return { error: { code: 'service_unavailable' } };
  }
}

/** A file from being chosen to being applied: its preview follows what is said about it. */
export function useImport(companyId: string, kind: ImportKind) {
  const router = useRouter();
  const [source, setSource] = useState<Source | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  const [result, setResult] = useState<AppliedImport | null>(null);
  const [pending, setPending] = useState<'preview' | 'apply' | null>(null);
  /** Of answers to several questions only the last one's counts. */
  const asked = useRef(0);

  const inputOf = (of: Source, said: Choices) => ({
    company_id: companyId,
    kind,
    file_name: of.name,
    content_base64: of.base64,
    ...said,
  });
  async function look(of: Source, said: Choices): Promise<void> {
    const mine = ++asked.current;
    setPending('preview');
    const answer = await send<ImportPreview>('preview', inputOf(of, said));
    if (mine !== asked.current) return;
    setPending(null);
    if ('data' in answer) setPreview(answer.data);
    setError('error' in answer ? answer.error : null);
  }
  return {
    source,
    choices,
    preview,
    error,
    result,
    pending,
    take(next: Source) {
      setSource(next);
      setPreview(null);
      setResult(null);
      // Sheet, columns and decimal sign were said of the file before; day and storage unit are the person's.
      const said: Choices = { date: choices.date, storage_unit_id: choices.storage_unit_id };
      setChoices(said);
      void look(next, said);
    },
    say(more: Choices) {
      // Another sheet has other columns.
      const said = 'sheet' in more ? { ...choices, ...more, columns: {} } : { ...choices, ...more };
      setChoices(said);
      if (source) void look(source, said);
    },
    async apply(leaveOut: boolean) {
      if (!source || !preview) return;
      setPending('apply');
      const answer = await send<AppliedImport>('apply', {
        ...inputOf(source, choices),
        token: preview.token,
        leave_out_problems: leaveOut,
      });
      setPending(null);
      if ('data' in answer) {
        setError(null);
        setResult(answer.data);
        router.refresh();
        return;
      }
      if (answer.error.code === 'preview_outdated') await look(source, choices);
      setError(answer.error);
    },
    reset() {
      asked.current++;
      setPending(null);
      setSource(null);
      setPreview(null);
      setError(null);
      setResult(null);
    },
  };
}
export type ImportState = ReturnType<typeof useImport>;
