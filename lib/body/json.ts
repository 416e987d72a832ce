import { runFairly } from '#lib/limits/fair-queue.ts'
import { JsonReader } from './json-reader.ts'
import { type Refused, refused } from './refused.ts'
import { UnreadableJson } from './unreadable-json.ts'

/**
 * Parses JSON step by step: without recursion, with limits for depth, names, fields and texts (json-reader), and
 * while others are served. Otherwise the status and why.
 */
export async function readJson(text: string): Promise<{ value: unknown } | Refused> {
  try {
    return { value: await runFairly(new JsonReader(text.trim()).steps()) }
  } catch (error) {
    if (!(error instanceof UnreadableJson)) throw error
    return refused(error.status, error.message)
  }
}
