/** Calls once what is drawn now is on the screen; answers what takes that back. */
export function afterPaint(call: () => void): () => void {
  let later: ReturnType<typeof setTimeout> | undefined;
  // A frame is about to be painted; a turn after it, it is.
  const frame = requestAnimationFrame(() => {
    later = setTimeout(call);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(later);
  };
}
