import { refuseAddress } from '@/lib/http/refuse-address';

export const dynamic = 'force-dynamic';

export {
  refuseAddress as DELETE,
  refuseAddress as GET,
  refuseAddress as PATCH,
  refuseAddress as POST,
  refuseAddress as PUT,
};
