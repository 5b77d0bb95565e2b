import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Milliseconds to minutes: a query takes two, a day of Lightspeed's up to a hundred thousand. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/**
 * Over 80 lines: a list of figures, each with its words; in pieces it would be harder to find one.
 * What this process counts itself; what all share stands in the database and is read when asked for.
 */
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge<L>({ name, help, labelNames, registers });
  return {
    registry,
    requests: new Histogram({
      name: 'bestellfix_http_request_seconds',
      help: 'Requests answered, by method, route and status, and how long each took',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    requestsOpen: gauge('bestellfix_http_requests_open', 'Requests being answered now'),
    lightspeed: new Histogram({
      name: 'bestellfix_lightspeed_request_seconds',
      help: 'Calls to Lightspeed by kind (data, token) and status (lost: no answer), and how long each took',
      labelNames: ['kind', 'status'],
      buckets: SECONDS,
      registers,
    }),
    statements: new Histogram({
      name: 'bestellfix_sql_seconds',
      help: 'SQL statements by their first word, with the wait for a connection',
      labelNames: ['verb'],
      buckets: SECONDS,
      registers,
    }),
    statementsOpen: gauge(
      'bestellfix_sql_open',
      'SQL statements under way or waiting for a connection; more than bestellfix_pool_size wait',
    ),
    poolSize: gauge('bestellfix_pool_size', 'Connections this process may have'),
    steps: new Counter({
      name: 'bestellfix_job_steps_total',
      help: 'Steps of jobs that ended, by job and code (ok, or the code of the error)',
      labelNames: ['job', 'code'],
      registers,
    }),
    errorReports: new Counter({
      name: 'bestellfix_error_reports_total',
      help: 'Errors told to ERROR_REPORT_URL, by outcome (sent, refused, dropped)',
      labelNames: ['outcome'],
      registers,
    }),
    shared: {
      databaseUp: gauge('bestellfix_database_up', '1 when the database answered this scrape'),
      nightsDue: gauge('bestellfix_nights_due', 'Nights that may run now and have not ended'),
      nightsLate: gauge('bestellfix_nights_late', 'Of these, due for more than an hour'),
      nightsRunning: gauge('bestellfix_nights_running', 'Nights at work'),
      nightsOldestSeconds: gauge('bestellfix_nights_oldest_due_seconds', 'Since when the oldest one is due'),
      nightsEnded: gauge(
        'bestellfix_nights_ended',
        'Nights that ended in the last 24 hours, by status and code of the error',
        ['status', 'code'],
      ),
      migrations: gauge('bestellfix_migrations_active', 'Migrations under way, by status', ['status']),
      migrationSilentSeconds: gauge(
        'bestellfix_migration_silent_seconds',
        'The longest silence of a running migration',
      ),
      integrations: gauge('bestellfix_integrations', 'Connections to Lightspeed, by status', ['status']),
      tokenAgeSeconds: gauge(
        'bestellfix_token_age_seconds',
        'Since the tokens of the least recently renewed connection were renewed',
      ),
      refreshesLost: gauge(
        'bestellfix_token_refreshes_lost',
        'Connections whose last renewal has had no answer for ten minutes',
      ),
      mails: gauge('bestellfix_mails_waiting', 'Mails not sent yet, by status', ['status']),
      mailOldestSeconds: gauge('bestellfix_mail_oldest_due_seconds', 'Since when the oldest mail is due'),
      webhooks: gauge('bestellfix_webhooks_waiting', 'Webhook deliveries not taken yet, by status', [
        'status',
      ]),
      webhookOldestSeconds: gauge(
        'bestellfix_webhook_oldest_due_seconds',
        'Since when the oldest delivery is due',
      ),
      lockWaits: gauge('bestellfix_lock_waits', 'Database sessions that wait for a lock'),
      lockWaitSeconds: gauge(
        'bestellfix_lock_wait_oldest_seconds',
        'How long the longest of them has waited',
      ),
      connections: gauge('bestellfix_database_connections', 'Sessions of the app’s role, by state', [
        'state',
      ]),
      sweepAgeSeconds: gauge(
        'bestellfix_last_sweep_seconds',
        'Since the job server last ran the recovery job, which is due every minute',
      ),
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

// On globalThis: Next bundles what runs at the start apart from the routes.
const holder = globalThis as typeof globalThis & { bestellfixMetrics?: Metrics };

export function metrics(): Metrics {
  holder.bestellfixMetrics ??= createMetrics();
  return holder.bestellfixMetrics;
}
