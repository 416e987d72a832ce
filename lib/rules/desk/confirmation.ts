/** As many more people may have come to be told since a person was asked: this many, or this share. */
const moreAnyway = 5
const moreShare = 0.1

/** Whether a person has confirmed that this many people are told. answer: the number that they saw, as the form sends it. */
export function isConfirmed(answer: unknown, count: number): boolean {
  if (typeof answer !== 'string' || !/^\d{1,9}$/.test(answer)) return false
  const seen = Number(answer)
  return count <= seen + Math.max(moreAnyway, seen * moreShare)
}
