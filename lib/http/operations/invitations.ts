import { linkInput } from '@/lib/contracts/accounts';
import { okSchema, pageOf, thingInput } from '@/lib/contracts/common';
import * as invitations from '@/lib/contracts/invitations';
import { listOfCompanyInput, removeMemberInput } from '@/lib/contracts/people';
import { acceptInvitation } from '@/lib/services/invitation/accept-invitation';
import { createInvitation } from '@/lib/services/invitation/create-invitation';
import { listInvitations } from '@/lib/services/invitation/list-invitations';
import { openInvitation } from '@/lib/services/invitation/open-invitation';
import { withdrawInvitation } from '@/lib/services/invitation/withdraw-invitation';
import { handOver } from '@/lib/services/people/hand-over';
import { type Operation, operation } from '../operation';

/** People are asked by mail and join by themselves (R47). */
export const invitationsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/invitations',
    summary: 'List who was invited and has not come yet',
    input: listOfCompanyInput,
    output: pageOf(invitations.invitationSchema),
    errors: ['forbidden'],
    service: listInvitations,
  }),
  operation({
    method: 'POST',
    path: '/invitations',
    summary: 'Invite somebody by mail; it takes the place of an earlier invitation of the address',
    status: 201,
    input: invitations.createInvitationInput,
    output: invitations.createdInvitationSchema,
    errors: [
      'already_member',
      'too_many_attempts',
      'quota_reached',
      'storage_unit_required',
      'storage_unit_not_found',
    ],
    effects: 'outside',
    secretField: 'link',
    service: createInvitation,
  }),
  operation({
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: 'Withdraw an invitation',
    input: thingInput,
    output: okSchema,
    service: withdrawInvitation,
  }),
  operation({
    method: 'POST',
    path: '/invitations/open',
    summary: 'What the token of a link is an invitation to',
    input: linkInput,
    output: invitations.openedInvitationSchema,
    errors: ['link_invalid'],
    isPublic: true,
    service: openInvitation,
  }),
  operation({
    method: 'POST',
    path: '/invitations/accept',
    summary: 'Join the company by the token of a link; only the invited address may',
    input: linkInput,
    output: invitations.acceptedInvitationSchema,
    errors: ['person_required', 'link_invalid', 'invitation_other_address', 'quota_reached'],
    service: acceptInvitation,
  }),
  operation({
    method: 'POST',
    path: '/members/{user_id}/hand-over',
    summary: 'Make another member an owner and oneself a manager',
    input: removeMemberInput,
    output: okSchema,
    service: handOver,
  }),
];
