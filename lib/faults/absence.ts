import { sharedOnce } from '#lib/shared.ts'

/**
 * What is wrong with the database, and when all was well last. silent: it does not answer. full: its disk is. read-only: it
 * takes nothing.
 */
export type Absence = { is: 'silent' | 'full' | 'read-only'; wellAt: Date }

/** Pages say that they may be old after a minute: databases are started anew in less. */
export const agedAfterMs = 60_000

type Held = { current: Absence | null; suspectDisk: () => void }

const held = sharedOnce<Held>('absence', () => ({ current: null, suspectDisk: () => {} }))

/** What this process knows of its database's absence; null: it answers, or nobody watches it. */
export function absence(): Absence | null {
  return held.current
}

/** Whether there is no sense in asking the database for anything. */
export function isSilent(): boolean {
  return held.current?.is === 'silent'
}

export function holdAbsence(current: Absence | null): void {
  held.current = current
}

/** tell: called for each write that failed for want of room. */
export function watchWrites(tell: () => void): void {
  held.suspectDisk = tell
}

/** PostgreSQL's code for a disk without room. */
const fullDisk = '53100'

/** Looks at what a failed write says of the disk. */
export function noteFailedWrite(error: unknown): void {
  let cause = error
  while (cause instanceof Error && (cause as { code?: string }).code !== fullDisk) cause = cause.cause
  if (cause instanceof Error) held.suspectDisk()
}
