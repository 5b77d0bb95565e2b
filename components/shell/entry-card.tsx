import Link from 'next/link';
import type { ReactNode } from 'react';

/** The box of a page for people who are not signed in. */
export function EntryCard({
  title,
  text,
  children,
}: {
  title: string;
  text: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="rounded-xl border border-line bg-surface p-6">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="mt-1 text-sm text-pretty text-muted">{text}</p>
      {children ? <div className="mt-5 grid gap-4">{children}</div> : null}
    </div>
  );
}

export function EntryLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="text-sm">
      <Link href={href} className="font-medium text-brand underline underline-offset-4">
        {children}
      </Link>
    </p>
  );
}
