import { useEffect, useRef, useState } from 'react';

/**
 * For a form that stays open for the next thing. An answer has come, but the form is `pending` until the page
 * behind is up to date; who types on meanwhile and saves is not ignored: that save waits. What is pressed
 * before the answer is the same save once more, and is.
 */
export function useWaitingSave(pending: boolean) {
  const nextButton = useRef<HTMLButtonElement>(null);
  const isAsking = useRef(false);
  const [waiting, setWaiting] = useState<'next' | 'last' | null>(null);
  useEffect(() => {
    if (pending || waiting === null) return;
    setWaiting(null);
    if (waiting === 'next') nextButton.current?.click();
    else nextButton.current?.form?.requestSubmit();
  }, [pending, waiting]);
  return {
    /** Of "save and next". */
    nextButton,
    asked: () => {
      isAsking.current = true;
    },
    answered: () => {
      isAsking.current = false;
    },
    wait: (save: 'next' | 'last') => {
      if (!isAsking.current) setWaiting(save);
    },
  };
}
