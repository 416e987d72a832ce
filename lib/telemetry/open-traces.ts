import { env } from '#lib/env.ts'

/**
 * Sends the spans of lib/trace to a collector where the standard variables name one; unset, nothing is loaded and nothing recorded.
 * Returns how to hand over what is left at the end.
 */
export async function openTraces(): Promise<() => Promise<void>> {
  const isNamed = env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
  if (!isNamed || env.OTEL_SDK_DISABLED) return async () => {}
  const [{ context, trace }, { AsyncLocalStorageContextManager }, sdk, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES count more than our name.
  const given = resources.detectResources({ detectors: [resources.envDetector] })
  const resource = resources.resourceFromAttributes({ 'service.name': 'allclear' }).merge(given)
  const provider = new sdk.TracerProvider({
    resource,
    sampler: samplerOf(sdk),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
  return async () => {
    await provider.shutdown().catch(() => {})
  }
}

type Sdk = typeof import('@opentelemetry/sdk-trace')

/** By the standard variables; unset: every trace. */
function samplerOf(sdk: Sdk) {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: part } = env
  const byParent = name.startsWith('parentbased_')
  const root = name.endsWith('always_off')
    ? new sdk.AlwaysOffSampler()
    : name.endsWith('traceidratio')
      ? new sdk.TraceIdRatioBasedSampler(part)
      : new sdk.AlwaysOnSampler()
  return byParent ? new sdk.ParentBasedSampler({ root }) : root
}
