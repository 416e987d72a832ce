import { readFile, rename, stat } from 'node:fs/promises'

/** A log that is larger is put aside at the next start: one old log is kept. */
const largestLog = 10_000_000

/** Puts a large log aside. Returns how many bytes of the log are old. */
export async function beginLog(path: string): Promise<number> {
  const size = await stat(path).then(
    found => found.size,
    () => 0,
  )
  if (size <= largestLog) return size
  await rename(path, `${path}.old`)
  return 0
}

/** What PostgreSQL gave as the reason that it does not run, in the part of its log after this many bytes. */
export async function lastComplaint(path: string, after: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(after).toString()
  const complaints = [...text.matchAll(/(?:FATAL|PANIC): {2}(.*)|(.*error while loading.*)/g)]
  return complaints.at(-1)?.slice(1).join('').replace(/[^.]$/, '$&.') ?? ''
}
