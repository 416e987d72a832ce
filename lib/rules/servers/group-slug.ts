import { isSlug } from '#lib/rules/posts/slug.ts'

const mostGroupSlug = 60

/** The last part of a group's address that its name suggests: "dallas-rack-1"; "group" where no letter of it fits. */
export function groupSlugFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const wished = words.join('-').slice(0, mostGroupSlug).replace(/-$/, '') || 'group'
  if (!taken.has(wished)) return wished
  for (let count = 2; ; count++) if (!taken.has(`${wished}-${count}`)) return `${wished}-${count}`
}

/** Whether this can be the last part of a group's address. */
export function isGroupSlug(text: string): boolean {
  return isSlug(text) && text.length <= mostGroupSlug
}
