export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight text-ink">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7">
        <rect width="32" height="32" rx="8" fill="var(--brand)" />
        <path
          d="M9 22V10M16 22v-7M23 22V13"
          stroke="var(--brand-ink)"
          strokeWidth="3.5"
          strokeLinecap="round"
        />
      </svg>
      Bestellfix
    </span>
  );
}
