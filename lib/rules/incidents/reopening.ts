import { later } from '#lib/rules/time/time.ts'

/** What is over for longer is another incident when it comes again. */
export const reopenHours = 24

export function canReopen(
  { visibility, resolvedAt }: { visibility: string; resolvedAt: Date | null },
  now: Date,
): boolean {
  return visibility === 'published' && resolvedAt !== null && later(resolvedAt, reopenHours * 3600) > now
}
