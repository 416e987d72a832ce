import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { askOnce, type ProductAnswer, type ProductQuestion } from './ask-once.ts'
import { CannotRead } from './cannot-read.ts'

const mostRequests = 3_000
const mostTries = 5
/** Where a product asks for patience and does not say how much. */
const patienceMs = 15_000
const longestPatienceMs = 90_000

export type ApiOptions = {
  /** Absolute, without a slash at the end. */
  base: string
  headers: Readonly<Record<string, string>>
  /** Between two requests, as the product allows. */
  gapMs: number
  /** Addresses of one's own network may be asked. */
  mayBePrivate: boolean
  /** Tests wait for nothing. */
  wait?: (ms: number) => Promise<unknown>
}

/** A product that is asked by HTTP. */
export type Api = ReturnType<typeof openProductApi>

/** Asks one product, slowly enough for it, again where it asks for patience, and never anywhere else: redirects are not followed. */
export function openProductApi({ base, headers, gapMs, mayBePrivate, wait = sleep }: ApiOptions) {
  let count = 0

  async function ask(path: string, body?: unknown): Promise<ProductAnswer> {
    const url = `${base}${path}`
    const request: ProductQuestion = {
      url,
      headers: { accept: 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      mayBePrivate,
    }
    for (let tries = 1; ; tries++) {
      if (count > 0) await wait(gapMs)
      count += 1
      if (count > mostRequests) throw new CannotRead('too-many-requests', base)
      const answer = await askOnce(request)
      const isBusy = answer.status === 420 || answer.status === 429 || answer.status >= 502
      if (!isBusy || tries >= mostTries) return answer
      await wait(patienceOf(answer))
    }
  }

  async function json<T extends z.ZodType>(schema: T, path: string, body?: unknown): Promise<z.infer<T>> {
    const { status, text } = await ask(path, body)
    if (status === 401 || status === 403) throw new CannotRead('key-refused', path)
    if (status === 404 || status === 410) throw new CannotRead('not-found-there', path)
    if (status < 200 || status > 299) throw new CannotRead('no-answer', `${path}: ${status}`)
    return checked(schema, text, path)
  }

  return {
    json,
    /** The same, or null where there is no such thing. */
    async jsonIfThere<T extends z.ZodType>(
      schema: T,
      path: string,
      body?: unknown,
    ): Promise<z.infer<T> | null> {
      try {
        return await json(schema, path, body)
      } catch (error) {
        if (
          error instanceof CannotRead &&
          (error.problem === 'not-found-there' || error.problem === 'key-refused')
        )
          return null
        throw error
      }
    },
  }
}

function checked<T extends z.ZodType>(schema: T, text: string, path: string): z.infer<T> {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new CannotRead('not-this-product', path)
  }
  const parsed = schema.safeParse(read)
  if (!parsed.success) throw new CannotRead('not-this-product', path)
  return parsed.data
}

function patienceOf({ retryAfter }: ProductAnswer): number {
  const seconds = Number(retryAfter ?? '')
  return retryAfter && seconds >= 0 ? Math.min(longestPatienceMs, seconds * 1000) : patienceMs
}

/**
 * All members of a list that comes page by page, until one brings nothing new. Whether a product counts from 0 or from 1 is
 * then the same: what comes twice counts once.
 */
export async function* everyPage<T extends { id: string }>(
  page: (number: number) => Promise<readonly T[]>,
): AsyncGenerator<T[]> {
  const seen = new Set<string>()
  for (let number = 0; ; number++) {
    const fresh = (await page(number)).filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    if (fresh.length > 0) yield fresh
    else if (number > 1 || seen.size === 0) return
  }
}
