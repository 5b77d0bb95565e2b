import { handleJobCall } from '@/inngest/endpoint';

export const dynamic = 'force-dynamic';

/** Every method that Next knows, so that none answers by itself. */
export {
  handleJobCall as DELETE,
  handleJobCall as GET,
  handleJobCall as HEAD,
  handleJobCall as OPTIONS,
  handleJobCall as PATCH,
  handleJobCall as POST,
  handleJobCall as PUT,
};
