export const dynamic = 'force-dynamic';

/** As /api/health, under the name by which orchestrators ask. */
export { DELETE, GET, PATCH, POST, PUT } from '../route';
