import { staffWords } from '#app/desk/staff-words.ts'
/** What the last list did, as its form left it in the address. */
export function AppliedCounts({ counts }: { counts: string | string[] | undefined }) {
  const found = typeof counts === 'string' ? /^(\d{1,5})-(\d{1,5})-(\d{1,5})$/.exec(counts) : null
  if (!found) return null
  const [, added, changed, retired] = found
  return (
    <p role="status" className="mb-4 text-ok">
      {staffWords.rich('deskServers.appliedCounts.appliedAddedNewChanged', {
        added: added ?? '',
        changed: changed ?? '',
        retired: retired ?? '',
        link: text => <a href="/">{text}</a>,
      })}
    </p>
  )
}
