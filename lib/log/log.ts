import { pino, stdTimeFunctions } from 'pino'
import { env } from '#lib/env.ts'
import { sharedOnce } from '#lib/shared.ts'
import { currentContext } from './context.ts'
import { describeError } from './describe-error.ts'
import { output } from './output.ts'
import { redact, redactFields } from './redact.ts'

/** What belongs to a sentence: err is an error, with its stack and causes. */
type LogFields = Record<string, unknown> & { err?: unknown }

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal'

const lines = sharedOnce('log', () =>
  pino(
    {
      level: env.LOG_LEVEL,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: level => ({ level }) },
      serializers: { err: error => describeError(error) },
      mixin: contextFields,
    },
    output,
  ),
)

/** Whose request or job it is, on each line. */
function contextFields(): object {
  const { requestId, job, jobId } = currentContext() ?? {}
  if (requestId) return { requestId }
  return job ? { job, jobId } : {}
}

function writer(level: Level) {
  return (sentence: string, fields: LogFields = {}): void => {
    if (lines.isLevelEnabled(level)) lines[level](redactFields(fields), redact(sentence))
  }
}

/**
 * The log of this process, one for server.ts and for Next's bundle: a sentence and its fields, without tokens and mail
 * addresses, with the id of the request or job that it is about.
 */
export const log = {
  /** Whether details are kept at all: to find them out may cost more than to leave them. */
  isDetailed: env.LOG_LEVEL === 'debug',
  /** For who looks for a fault: what happens in the ordinary course. */
  debug: writer('debug'),
  /** What an operator may want to know. */
  info: writer('info'),
  /** What is tried again, or should be looked at some day. */
  warn: writer('warn'),
  /** What did not work and is not tried again, or a fault of ours. */
  error: writer('error'),
  /** The process ends. */
  fatal: writer('fatal'),
  /** Says what is meant for whoever reads the log, secrets included: a link that is to be opened. */
  show: (sentence: string): void => lines.info(sentence),
}
