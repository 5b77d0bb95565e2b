/** A problem the person at the terminal can solve: its message is shown alone, without a stack. */
export class FriendlyError extends Error {}

/** Runs a command's main function; ends the process with 1 and one clear line when it fails. */
export function runMain(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    if (error instanceof FriendlyError) console.error(`\n${error.message}`);
    else if (isCode(error, 'EACCES', 'EPERM', 'EROFS'))
      console.error(
        `\nNo permission to write ${(error as NodeJS.ErrnoException).path ?? 'here'}. Run this as the owner of the folder.`,
      );
    else console.error(error);
    process.exit(1);
  });
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
