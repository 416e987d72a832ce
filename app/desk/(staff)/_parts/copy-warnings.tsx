import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { type ListedCopy, listCopies } from '#lib/flows/mirror/list-copies.ts'

/** Copies of the site that are not what readers of them believe; nothing while all are. */
export async function CopyWarnings() {
  const { db } = await requireStaff()
  const wrong = (await listCopies(db, new Date())).filter(({ trouble }) => trouble !== null)
  if (wrong.length === 0) return null
  return (
    <Part title="Copies of the site">
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
      It shows the state of <LocalTime at={state.writtenAt} />.
    </>
  ) : null
  if (trouble === 'left')
    return (
      <>
        The copy at {name} is written by no process any more. Look whether one is running that has it in its
        environment.{written}
      </>
    )
  return (
    <>
      The copy at {name} cannot be written, and is tried again by itself: {state?.why}.{written}
    </>
  )
}
