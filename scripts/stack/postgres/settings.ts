import { clockSettings } from '../set-clock';

/** The role that owns the database, and the database's name. */
export const OWNER = 'bestellfix';
/** The role the app runs as. */
export const APP_ROLE = 'bestellfix_app';

/** Environment of every PostgreSQL program: nothing of ours but the path. */
export const serverEnv = (): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  ...clockSettings(),
});
