'use client';

/** The last resort, when even the layout failed: no messages, no styles, no data to rely on. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="de">
      <body
        style={{
          font: '16px/1.5 system-ui, sans-serif',
          maxWidth: '32rem',
          margin: '20vh auto',
          padding: '0 1.5rem',
        }}
      >
        <title>Bestellfix</title>
        <h1 style={{ fontSize: '1.5rem' }}>Das hat nicht geklappt</h1>
        <p>Bestellfix ist gerade nicht erreichbar. Versuche es in einem Moment erneut.</p>
        <p lang="en">Bestellfix cannot be reached right now. Try again in a moment.</p>
        {error.digest ? <p translate="no">{error.digest}</p> : null}
        <button type="button" onClick={retry} style={{ font: 'inherit', padding: '0.5rem 1rem' }}>
          Erneut versuchen · <span lang="en">Try again</span>
        </button>
      </body>
    </html>
  );
}
