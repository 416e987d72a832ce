import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { erase } from '#app/desk/(staff)/subscribers/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { OwnComment } from '#db/reads/subscribers/person.ts'

type Props = { email: string; written: readonly OwnComment[]; isSuppressed: boolean }

/** What somebody wrote, and what they may ask for by law: a copy of all that we have, and its end. */
export function PersonEnd({ email, written, isSuppressed }: Props) {
  return (
    <>
      {written.length > 0 ? (
        <Part title={staffWords('deskSubscribers.personEnd.comments')}>
          <Written written={written} />
        </Part>
      ) : null}
      <May act="export-person">
        <Part title={staffWords('deskSubscribers.personEnd.ifThisPersonAsks')}>
          <Card>
            <form method="post" action="/desk/subscribers/person/export" className="grid gap-2">
              <input type="hidden" name="email" value={email} />
              <p className="max-w-prose">{staffWords('deskSubscribers.personEnd.aCopyOfAll')}</p>
              <button type="submit" className="button sm:justify-self-start" data-look="side">
                {staffWords('deskSubscribers.personEnd.downloadACopy')}
              </button>
            </form>
            <May act="erase-person">
              <details>
                <summary className="min-h-11 cursor-pointer py-2">
                  {staffWords('deskSubscribers.personEnd.eraseAllThatWe')}
                </summary>
                <ActionForm act="erase-person" action={erase} className="grid gap-3">
                  <input type="hidden" name="email" value={email} />
                  <p className="max-w-prose">
                    {staffWords('deskSubscribers.personEnd.eraseThisCannotBe', {
                      isSuppressed: isSuppressed ? 'yes' : 'no',
                    })}
                  </p>
                  {written.length > 0 ? (
                    <CheckField
                      label={staffWords('deskSubscribers.personEnd.alsoDeleteTheComment', {
                        written: written.length,
                      })}
                      name="isWithComments"
                      isChecked
                    />
                  ) : null}
                  <SubmitButton>{staffWords('deskSubscribers.personEnd.eraseForEver')}</SubmitButton>
                </ActionForm>
              </details>
            </May>
          </Card>
        </Part>
      </May>
    </>
  )
}

function Written({ written }: { written: readonly OwnComment[] }) {
  return (
    <ul className="rows">
      {written.map(({ id, postId, postTitle, body, state, createdAt }) => (
        <li key={id} className="grid gap-1 py-2">
          <p className="line-clamp-3 wrap-anywhere">{body}</p>
          <p className="text-sm text-soft">
            <LocalTime at={createdAt} /> · <a href={`/desk/posts/${postId}#comment-${id}`}>{postTitle}</a>
            {state === 'held'
              ? staffWords('deskSubscribers.personEnd.notConfirmed')
              : state === 'removed'
                ? staffWords('deskSubscribers.personEnd.hidden')
                : null}
          </p>
        </li>
      ))}
    </ul>
  )
}
