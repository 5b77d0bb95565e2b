import type { tracing as sdkTracing } from '@opentelemetry/sdk-node';
import { addLogSink } from './log-sinks';

type Settings = Record<string, string | undefined>;
type Sampler = sdkTracing.Sampler;
type Tracing = typeof sdkTracing;

const ENDPOINTS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
];

/**
 * OpenTelemetry by its own standard variables; what they leave open is set so that only traces and logs are
 * sent (metrics are at /metrics). Where no endpoint is named nothing is loaded. Returns how to end it.
 */
export async function startTelemetry(settings: Settings = process.env): Promise<() => Promise<void>> {
  const isOn = ENDPOINTS.some((name) => settings[name]) && settings.OTEL_SDK_DISABLED !== 'true';
  if (!isOn) return async () => {};
  settings.OTEL_SERVICE_NAME ||= 'bestellfix';
  settings.OTEL_METRICS_EXPORTER ||= 'none';
  settings.OTEL_TRACES_EXPORTER ||= 'otlp';
  settings.OTEL_LOGS_EXPORTER ||= 'otlp';
  // What a process that ends has not sent yet is lost: a second of it.
  settings.OTEL_BSP_SCHEDULE_DELAY ||= '1000';
  settings.OTEL_BLRP_SCHEDULE_DELAY ||= '1000';
  // Next's own spans of calls name the whole address, query and all.
  settings.NEXT_OTEL_FETCH_DISABLED = '1';
  const { NodeSDK, tracing } = await import('@opentelemetry/sdk-node');
  const sampler = hidingAddresses(samplerOf(settings, tracing));
  const sdk = new NodeSDK({ instrumentations: [], sampler });
  sdk.start();
  const removeSink = await sendLog();
  return async () => {
    removeSink();
    await sdk.shutdown();
  };
}

/**
 * What Next says of a request before it knows the route: the address as it was asked for, links to accounts
 * too.
 */
const ADDRESSES = ['http.target', 'http.url', 'url.full', 'url.query'];

/** A sampler may add to what a span begins with: the last place where an address can be taken out of it. */
function hidingAddresses(inner: Sampler): Sampler {
  return {
    shouldSample: (...asked) => {
      const found = ADDRESSES.filter((name) => asked[4]?.[name] !== undefined);
      const result = inner.shouldSample(...asked);
      if (found.length === 0) return result;
      const hidden = Object.fromEntries(found.map((name) => [name, '[hidden]']));
      return { ...result, attributes: { ...result.attributes, ...hidden } };
    },
    toString: () => `HidingAddresses{${inner.toString()}}`,
  };
}

/** OTEL_TRACES_SAMPLER, which the SDK no longer reads where it is given one. */
function samplerOf(settings: Settings, tracing: Tracing): Sampler {
  const name = settings.OTEL_TRACES_SAMPLER || 'parentbased_always_on';
  const kind = name.replace('parentbased_', '');
  const ratio = Number(settings.OTEL_TRACES_SAMPLER_ARG ?? 1);
  const root =
    kind === 'always_off'
      ? new tracing.AlwaysOffSampler()
      : kind === 'traceidratio'
        ? new tracing.TraceIdRatioBasedSampler(ratio)
        : new tracing.AlwaysOnSampler();
  return name.startsWith('parentbased_') ? new tracing.ParentBasedSampler({ root }) : root;
}

const SEVERITIES: Record<number, [number, string]> = {
  10: [1, 'TRACE'],
  20: [5, 'DEBUG'],
  30: [9, 'INFO'],
  40: [13, 'WARN'],
  50: [17, 'ERROR'],
  60: [21, 'FATAL'],
};

/** Sends each line of the log as it stands there, in the trace in which it was written. */
async function sendLog(): Promise<() => void> {
  const { logs } = await import('@opentelemetry/api-logs');
  const logger = logs.getLogger('bestellfix');
  return addLogSink((line) => {
    const { level, time, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const [severityNumber, severityText] = SEVERITIES[Number(level)] ?? [9, 'INFO'];
    const timestamp = new Date(String(time));
    const attributes = Object.fromEntries(flat(rest));
    logger.emit({ severityNumber, severityText, timestamp, body: String(msg ?? ''), attributes });
  });
}

/** Nested values under dotted names; an error's are those of the conventions. */
function flat(value: Record<string, unknown>, before = ''): [string, string | number | boolean][] {
  return Object.entries(value).flatMap(([name, one]): [string, string | number | boolean][] => {
    const path = `${before}${name}`.replace(/^err\.(type|message)$/, 'exception.$1');
    const key = path.replace(/^err\.stack$/, 'exception.stacktrace');
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') return [[key, one]];
    if (one === null || one === undefined) return [];
    if (Array.isArray(one)) return [[key, JSON.stringify(one)]];
    return flat(one as Record<string, unknown>, `${before}${name}.`);
  });
}
