'use server';
import { addMemberInput, changeMemberInput, removeMemberInput } from '@/lib/contracts/people';
import { addMember } from '@/lib/services/people/add-member';
import { changeMember } from '@/lib/services/people/change-member';
import { removeMember } from '@/lib/services/people/remove-member';
import { action } from './action-client';

export const addMemberAction = action
  .metadata({ name: 'people.add_member' })
  .inputSchema(addMemberInput)
  .action(({ ctx, parsedInput }) => addMember(ctx.service, parsedInput));

export const changeMemberAction = action
  .metadata({ name: 'people.change_member' })
  .inputSchema(changeMemberInput)
  .action(({ ctx, parsedInput }) => changeMember(ctx.service, parsedInput));

export const removeMemberAction = action
  .metadata({ name: 'people.remove_member' })
  .inputSchema(removeMemberInput)
  .action(({ ctx, parsedInput }) => removeMember(ctx.service, parsedInput));
