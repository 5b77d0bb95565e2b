import type { HistoryLine } from '@/lib/i18n/history-words';

/** Differences, each with what it was and is. */
export function HistoryLines({ lines }: { lines: readonly HistoryLine[] }) {
  if (lines.length === 0) return null;
  return (
    <dl className="mt-1 grid gap-0.5 font-normal text-muted">
      {lines.map(({ label, before, after }) => (
        <div key={`${label} ${before} ${after}`} className="break-words">
          <dt className="inline">{after === null ? label : `${label}: `}</dt>
          <dd className="inline text-ink">
            {before === null ? null : (
              <>
                <del className="text-muted decoration-muted">{before}</del> <span aria-hidden>→</span>{' '}
              </>
            )}
            {before === null ? after : <ins className="no-underline">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
