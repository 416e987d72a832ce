import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ListedCopy, listCopies } from '#lib/flows/mirror/list-copies.ts'

/** Copies of the site that are not what readers of them believe; nothing while all are. */
export async function CopyWarnings() {
  const { db } = await requireStaff()
  const wrong = (await listCopies(db, new Date())).filter(({ trouble }) => trouble !== null)
  if (wrong.length === 0) return null
  return (
    <Part title={staffWords('deskNow.copyWarnings.copiesOfTheSite')}>
      <ul className="grid max-w-prose gap-2 wrap-anywhere">
        {wrong.map(copy => (
          <li key={copy.name}>
            <Warning copy={copy} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Warning({ copy: { name, state, trouble } }: { copy: ListedCopy }) {
  const written = state?.writtenAt ? (
    <>
      {' '}
      {staffWords.rich('deskNow.copyWarnings.itShowsTheState', {
        writtenAt: () => state.writtenAt && <LocalTime at={state.writtenAt} />,
      })}
    </>
  ) : null
  if (trouble === 'left')
    return <>{staffWords.rich('deskNow.copyWarnings.theCopyAtName', { name, written: () => written })}</>
  return (
    <>
      {staffWords.rich('deskNow.copyWarnings.theCopyAtNameCannot', {
        name,
        why: state?.why ?? '',
        written: () => written,
      })}
    </>
  )
}
