'use server';
import { chooseCompany } from '@/lib/auth/active-company';
import { linkInput } from '@/lib/contracts/accounts';
import { thingInput } from '@/lib/contracts/common';
import { createInvitationInput } from '@/lib/contracts/invitations';
import { removeMemberInput } from '@/lib/contracts/people';
import { acceptInvitation } from '@/lib/services/invitation/accept-invitation';
import { createInvitation } from '@/lib/services/invitation/create-invitation';
import { openInvitation } from '@/lib/services/invitation/open-invitation';
import { withdrawInvitation } from '@/lib/services/invitation/withdraw-invitation';
import { handOver } from '@/lib/services/people/hand-over';
import { action, publicAction } from './action-client';

export const createInvitationAction = action
  .metadata({ name: 'invitation.create' })
  .inputSchema(createInvitationInput)
  .action(({ ctx, parsedInput }) => createInvitation(ctx.service, parsedInput));

export const withdrawInvitationAction = action
  .metadata({ name: 'invitation.withdraw' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => withdrawInvitation(ctx.service, parsedInput));

export const openInvitationAction = publicAction
  .metadata({ name: 'invitation.open' })
  .inputSchema(linkInput)
  .action(({ ctx, parsedInput }) => openInvitation(ctx.service, parsedInput));

export const acceptInvitationAction = action
  .metadata({ name: 'invitation.accept' })
  .inputSchema(linkInput)
  .action(async ({ ctx, parsedInput }) => {
    const joined = await acceptInvitation(ctx.service, parsedInput);
    await chooseCompany(joined.company_id);
    return joined;
  });

export const handOverAction = action
  .metadata({ name: 'people.hand_over' })
  .inputSchema(removeMemberInput)
  .action(({ ctx, parsedInput }) => handOver(ctx.service, parsedInput));
