import { type Attributes, type Link, type SpanContext, SpanStatusCode, trace } from '@opentelemetry/api'
import { sharedOnce } from './shared.ts'

/** More alerts than these lead to no decision that is worth a link to each. */
const mostLinks = 32

/** Requests with alerts that no decision has taken up yet. */
const undecided = sharedOnce('undecided-spans', () => [] as SpanContext[])

/**
 * Runs a step as a span of the trace that it belongs to. Without a collector of traces, which is what OTEL_EXPORTER_OTLP_ENDPOINT
 * names, nothing is recorded. attributes: no names of servers, no addresses.
 */
export function inSpan<T>(name: string, attributes: Attributes, run: () => Promise<T>): Promise<T> {
  return spanOf(name, attributes, [], run)
}

/** The same for a decision, which takes up what several requests have brought: its span leads to theirs. */
export function inSpanOfAlerts<T>(name: string, run: () => Promise<T>): Promise<T> {
  const links = undecided.splice(0).map(context => ({ context }))
  return spanOf(name, {}, links, run)
}

/** Notes the span that runs now as one whose alerts wait for a decision. */
export function noteUndecided(): void {
  const context = trace.getActiveSpan()?.spanContext()
  if (context && undecided.length < mostLinks) undecided.push(context)
}

function spanOf<T>(name: string, attributes: Attributes, links: Link[], run: () => Promise<T>): Promise<T> {
  return trace.getTracer('allclear').startActiveSpan(name, { attributes, links }, async span => {
    try {
      return await run()
    } catch (error) {
      // Its text may hold what is nobody's business: the log has it, without secrets.
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
