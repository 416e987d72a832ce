import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { erase } from '#app/desk/(staff)/subscribers/actions.ts'
import type { OwnComment } from '#db/reads/subscribers/person.ts'

type Props = { email: string; written: readonly OwnComment[]; isSuppressed: boolean }

/** What somebody wrote, and what they may ask for by law: a copy of all that we have, and its end. */
export function PersonEnd({ email, written, isSuppressed }: Props) {
  return (
    <>
      {written.length > 0 ? (
        <Part title="Comments">
          <Written written={written} />
        </Part>
      ) : null}
      <May act="export-person">
        <Part title="If this person asks for it by law">
          <Card>
            <form method="post" action="/desk/subscribers/person/export" className="grid gap-2">
              <input type="hidden" name="email" value={email} />
              <p className="max-w-prose">
                A copy of all that we have of this address, to be sent to its owner: what they hear of, ways,
                deliveries, consent and comments, as JSON.
              </p>
              <button type="submit" className="button sm:justify-self-start" data-look="side">
                Download a copy
              </button>
            </form>
            <May act="erase-person">
              <details>
                <summary className="min-h-11 cursor-pointer py-2">
                  Erase all that we have of this address
                </summary>
                <ActionForm act="erase-person" action={erase} className="grid gap-3">
                  <input type="hidden" name="email" value={email} />
                  <p className="max-w-prose">
                    {eraseSentence(isSuppressed)} This cannot be taken back. In the customer map your other
                    system may name it again.
                  </p>
                  {written.length > 0 ? (
                    <CheckField
                      label={
                        written.length === 1
                          ? 'Also delete the comment that they wrote'
                          : `Also delete the ${written.length} comments that they wrote`
                      }
                      name="isWithComments"
                      isChecked
                    />
                  ) : null}
                  <SubmitButton>Erase for ever</SubmitButton>
                </ActionForm>
              </details>
            </May>
          </Card>
        </Part>
      </May>
    </>
  )
}

function eraseSentence(isSuppressed: boolean): string {
  const all = 'All of one person goes: subscriptions, ways, deliveries, consent, and the address on comments.'
  return isSuppressed ? `${all} Only on the list of addresses that never get mail it stays.` : all
}

function Written({ written }: { written: readonly OwnComment[] }) {
  return (
    <ul className="rows">
      {written.map(({ id, postId, postTitle, body, state, createdAt }) => (
        <li key={id} className="grid gap-1 py-2">
          <p className="line-clamp-3 wrap-anywhere">{body}</p>
          <p className="text-sm text-soft">
            <LocalTime at={createdAt} /> · <a href={`/desk/posts/${postId}#comment-${id}`}>{postTitle}</a>
            {state === 'held' ? ' · not confirmed' : state === 'removed' ? ' · hidden' : null}
          </p>
        </li>
      ))}
    </ul>
  )
}
