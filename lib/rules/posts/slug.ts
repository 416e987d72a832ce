/** An address of a post: small letters and digits with single dashes between. */
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/

export const mostSlug = 100

/** Whether this can be the last part of a post's address. */
export function isSlug(text: string): boolean {
  return text.length <= mostSlug && slugForm.test(text)
}

/**
 * The address that a title suggests: "2026-11-24-a-rootkit-is-spreading", at most 100 characters, cut between words.
 * Letters of other scripts are left out; the day alone is an address too.
 */
export function slugFor(title: string, at: Date): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  return words.reduce(
    (slug, word) => (slug.length + word.length < mostSlug ? `${slug}-${word}` : slug),
    at.toISOString().slice(0, 10),
  )
}
