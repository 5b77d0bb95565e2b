import { DomainError } from '@/lib/core/domain-error';
import { passwordProblem } from '@/lib/platform/password-strength';

const MESSAGES = {
  password_leaked: 'This password is in lists of leaked passwords. Choose another one.',
  password_weak: 'This password is easily guessed. Choose a longer one.',
};

/**
 * Refuses a password that leaked or is easily guessed (R2), in the field it was typed into. Throws
 * password_leaked | password_weak.
 */
export async function requireStrong(
  password: string,
  { email, name = '', field }: { email: string; name?: string; field: string },
): Promise<void> {
  const known = [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/)].filter(
    (one) => one.length > 2,
  );
  const problem = await passwordProblem(password, known);
  if (problem) throw new DomainError(problem, MESSAGES[problem], { field });
}
