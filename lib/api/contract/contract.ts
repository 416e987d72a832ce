import type { z } from 'zod'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

export type ApiMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What one operation of the API takes and answers; documentation, checks and MCP are made of it. */
export type Contract<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** Its name in the documentation, and of its tool. */
  id: string
  method: ApiMethod
  /** Below /api/v1, with its named parts in braces. */
  path: `/${string}`
  scope: ApiScope
  summary: string
  params: Params
  query: Query
  /** nothing: it takes no body. */
  body: Body
  answer: Answer
  /** It may tell people, so it takes ?dry_run=true, and answers how many would hear. */
  hasNotices?: boolean
  /** Its answer is shown once, so it is not kept for a request that comes again. */
  isSecret?: boolean
  /** It was there before dry_run, Idempotency-Key and paging, and takes its own. formats: of its body, besides JSON. */
  isOlder?: boolean
  formats?: readonly string[]
  /** A request that the tests run as it is, and an answer. */
  example: ContractExample
}

export type ContractExample = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  answer: unknown
}

/** The same with the types of its schemas. */
export function contract<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(given: Contract<Params, Query, Body, Answer>): Contract<Params, Query, Body, Answer> {
  return given
}
