import { okSchema, pageOf, thingInput } from '@/lib/contracts/common';
import * as people from '@/lib/contracts/people';
import { addMember } from '@/lib/services/people/add-member';
import { changeMember } from '@/lib/services/people/change-member';
import { createApiKey } from '@/lib/services/people/create-api-key';
import { listApiKeys } from '@/lib/services/people/list-api-keys';
import { listMembers } from '@/lib/services/people/list-members';
import { removeMember } from '@/lib/services/people/remove-member';
import { revokeApiKey } from '@/lib/services/people/revoke-api-key';
import { type Operation, operation } from '../operation';

/** Members and API keys, administered by people (R2). */
export const peopleOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/members',
    summary: 'List the members of a company',
    input: people.listOfCompanyInput,
    output: pageOf(people.memberSchema),
    errors: ['forbidden'],
    service: listMembers,
  }),
  operation({
    method: 'POST',
    path: '/members',
    summary: 'Add a person to a company, where no mail is sent; else POST /invitations',
    status: 201,
    input: people.addMemberInput,
    output: people.memberSchema,
    errors: ['person_not_registered', 'already_member', 'invite_instead', 'quota_reached'],
    service: addMember,
  }),
  operation({
    method: 'PATCH',
    path: '/members/{user_id}',
    summary: 'Change the role of a member',
    input: people.changeMemberInput,
    output: people.memberSchema,
    errors: ['last_owner'],
    service: changeMember,
  }),
  operation({
    method: 'DELETE',
    path: '/members/{user_id}',
    summary: 'Remove a member',
    input: people.removeMemberInput,
    output: okSchema,
    errors: ['last_owner'],
    service: removeMember,
  }),
  operation({
    method: 'GET',
    path: '/api-keys',
    summary: 'List the API keys of a company',
    input: people.listOfCompanyInput,
    output: pageOf(people.apiKeySchema),
    errors: ['forbidden'],
    service: listApiKeys,
  }),
  operation({
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key; it is shown once, never again for the same Idempotency-Key',
    status: 201,
    input: people.createApiKeyInput,
    output: people.answeredApiKeySchema,
    errors: ['quota_reached'],
    secretField: 'api_key',
    service: createApiKey,
  }),
  operation({
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revoke an API key',
    input: thingInput,
    output: people.apiKeySchema,
    service: revokeApiKey,
  }),
];
