/**
 * Why something waits. full: its reader had as many mails as an hour may bring. storm: as many with bad news.
 * gathered: they had a mail a moment ago, or one is under way. failed: the last attempt did not work. paused: the
 * other side asked for a pause. behind: something earlier goes there first.
 */
export const waitReasons = ['full', 'storm', 'gathered', 'failed', 'paused', 'behind'] as const
export type WaitReason = (typeof waitReasons)[number]

/** Something that waits, and until when; null: until something else is done. */
export type Wait = { why: WaitReason; until: Date | null }

/** Whether staff can have it sent now: the other side's wish and the order of a destination are not ours to break. */
export function isHastenable(why: WaitReason): boolean {
  return why !== 'paused' && why !== 'behind'
}
