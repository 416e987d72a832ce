import { resolve } from 'node:path'
import { z } from 'zod'

/** What the process may be told of where copies of the site go, and of who watches it: a part of lib/env. */
export const operatingVariables = {
  /** Where copies of the public site are written, each after each change: a directory of its own, a bucket, another machine. */
  MIRROR_DIR: z
    .string()
    .min(1)
    .transform(given => resolve(given))
    .optional(),
  MIRROR_S3: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.!*'()/-]*)?$/)
    .optional(),
  /** As rsync takes it. */
  MIRROR_RSYNC: z
    .string()
    .regex(/^[^\s-]\S*$/)
    .optional(),
  /** Read by Amazon's client too, like the keys to it. Unset: Amazon's own store. */
  AWS_ENDPOINT_URL_S3: z.url({ protocol: /^https?$/ }).optional(),
  AWS_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('us-east-1'),
  /** A port of its own at which /metrics is read. Unset: none. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Whoever shows it reads /metrics at the site's own port. Unset: nobody. */
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/)
    .optional(),
  /** The collector of traces, and what else the standard says of it: the exporter reads its headers and times itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'])
    .transform(given => given === 'true')
    .default(false),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
}

/** What each accepts, for whoever gave something else. */
export const operatingAccepted: Record<keyof typeof operatingVariables, string> = {
  MIRROR_DIR: 'a directory of its own that this user may write to',
  MIRROR_S3: 'a bucket with the beginning of its names, such as s3://bucket/status',
  MIRROR_RSYNC: 'a place as rsync takes it, such as status@web.example.com:/srv/status',
  AWS_ENDPOINT_URL_S3: 'an address such as https://s3.example.com',
  AWS_REGION: 'a region such as eu-central-1',
  METRICS_PORT: 'a port number from 1 to 65535',
  METRICS_HOST: 'an address to listen on, such as 127.0.0.1',
  METRICS_TOKEN: 'a secret of 16 to 200 letters, digits and signs',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'an address such as http://localhost:4318',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'an address such as http://localhost:4318/v1/traces',
  OTEL_SDK_DISABLED: 'true or false',
  OTEL_TRACES_SAMPLER: 'always_on, always_off, traceidratio, or one of these after parentbased_',
  OTEL_TRACES_SAMPLER_ARG: 'a part from 0 to 1',
}
