import type { CopiedFile } from './copied-file.ts'

/** What becomes of a copy. remove: addresses. */
export type CopyChange = { put: readonly CopiedFile[]; remove: readonly string[] }

/** A place where a copy lies. What fails throws: then begin comes before anything else. */
export type CopyTarget = {
  /** As the operator wrote it, without secrets: "s3://bucket/status". */
  name: string
  /** Which other process may not write to it at the same time. */
  lock: string
  /** Makes ready. Returns the addresses that are there, or null where there is no whole copy. */
  begin(): Promise<string[] | null>
  /** Brings files there that readers need not see before publish. */
  stage(change: CopyChange): Promise<void>
  /** Shows readers all that was staged. */
  publish(): Promise<void>
  close?(): void
}
