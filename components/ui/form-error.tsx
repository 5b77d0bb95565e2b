/** Above a form's button: why what was sent was not taken. */
export function FormError({ text }: { text: string | null | undefined }) {
  return text ? (
    <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
      {text}
    </p>
  ) : null;
}
