import { z } from 'zod'

/** Counts up when an older version could not read what this one writes. What tables hold is no part of it: migrations are. */
export const formatVersion = 1

/** The first line. */
export const ExportHeader = z.object({
  allclear: z.literal('export'),
  format: z.number().int().positive(),
  /** Of the product that wrote it. */
  version: z.string(),
  /** The last migration of its database. */
  migration: z.string(),
  site: z.string(),
  at: z.iso.datetime(),
  /** The site ran meanwhile, and may have sent what waited here. */
  isRunning: z.boolean(),
  /** Of the key that the secrets in it are sealed with; null: nothing is sealed. */
  keyId: z.string().nullable(),
  /** That key, in a sealed file only. */
  key: z.string().optional(),
})
export type ExportHeader = z.infer<typeof ExportHeader>

/** Rows are objects, a line each; what stands between them are lists. A sum is that of lib/moving/row-sum. */
export const ExportMark = z.union([
  z.tuple([z.literal('table'), z.string(), z.array(z.string())]),
  z.tuple([z.literal('jobs')]),
  /** Behind the rows of a table: how many, their sum, and the last number that the database gave in it. */
  z.tuple([z.literal('rows'), z.number().int(), z.string(), z.string().regex(/^\d+$/).nullable()]),
  /** The last line: how many rows in all, and the SHA-256 of all bytes before it. */
  z.tuple([z.literal('end'), z.number().int(), z.string()]),
])
export type ExportMark = z.infer<typeof ExportMark>

/** A line as it stands in the file. */
export function exportLine(value: ExportHeader | ExportMark): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

const newline = Buffer.from('\n')

/** Lines as they stand in the file. */
export function exportLines(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap(line => [line, newline]))
}
