'use server';
import { signUpInput } from '@/lib/contracts/people';
import { signUp } from '@/lib/services/people/sign-up';
import { publicAction } from './action-client';

export const signUpAction = publicAction
  .metadata({ name: 'people.sign_up' })
  .inputSchema(signUpInput)
  .action(({ ctx, parsedInput }) => signUp(ctx.service, parsedInput));
