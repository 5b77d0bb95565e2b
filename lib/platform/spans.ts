import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

interface SpanOptions {
  kind?: 'internal' | 'client' | 'consumer';
  attributes?: Attributes;
  /** Whose trace this goes on with: `traceparent` of what caused it. */
  cause?: unknown;
}

const KINDS = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };

/**
 * Does `work` in a span. Without OpenTelemetry (no OTEL_… is set) there are no spans, and this costs nothing
 * that can be measured. A failure is told by its kind or code, never by its message (R6).
 */
export function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { kind = 'internal', attributes = {}, cause } = options;
  const parent =
    typeof cause === 'string'
      ? propagation.extract(context.active(), { traceparent: cause })
      : context.active();
  return trace
    .getTracer('bestellfix')
    .startActiveSpan(name, { kind: KINDS[kind], attributes }, parent, async (span) => {
      try {
        return await work(span);
      } catch (error) {
        const { code, name: type } = (error ?? {}) as { code?: unknown; name?: unknown };
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', String(code ?? type ?? 'unknown'));
        throw error;
      } finally {
        span.end();
      }
    });
}

/** What `cause` of another span takes, in another process perhaps; undefined outside of a trace. */
export function currentCause(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
