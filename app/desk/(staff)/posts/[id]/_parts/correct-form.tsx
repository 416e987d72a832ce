import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { toldLately } from '#app/_components/desk/incident/people.ts'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { correct } from '#app/desk/(staff)/incidents/actions.ts'
import { peopleWords } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'
import type { DeskUpdate } from '#db/reads/posts/desk-post.ts'
import { spokenBody } from '#lib/rules/languages/translation.ts'

type Props = { postId: string; update: DeskUpdate; heard: NoticeReach }

/** Gives an entry of staff other words, and shows how it read before. */
export function CorrectForm({ postId, update: { id, body, earlier }, heard }: Props) {
  if (body === null) return null
  return (
    <>
      {earlier.length > 0 ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm">
            {staffWords('deskPost.correctForm.howItReadBefore')}
          </summary>
          <ol className="grid gap-2">
            {earlier.map(({ body: words, writtenAt }) => (
              <li key={writtenAt} className="border-l-2 border-line pl-3">
                <p className="text-sm text-soft">
                  <LocalTime at={new Date(writtenAt)} />
                </p>
                <p className="wrap-anywhere whitespace-pre-wrap text-soft">{words}</p>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      <May act="correct-update">
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-sm">
            {staffWords('deskPost.correctForm.correctIt')}
          </summary>
          <ActionForm act="correct-update" action={correct} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <input type="hidden" name="postId" value={postId} />
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="seen" value={body.text} />
            <WordsField
              label={staffWords('deskPost.correctForm.whatCustomersReadInstead')}
              name="text"
              defaultValue={body.text}
            />
            <OtherLanguages parts={[wordsPart()]} stored={spokenBody(body)} />
            <CheckField
              label={staffWords('deskPost.correctForm.tellWhoHasHeard', {
                people: peopleWords(heard.count),
                toldLately: toldLately(heard),
              })}
              name="isTold"
              isChecked={false}
            />
            <SubmitButton>{staffWords('deskPost.correctForm.correctIt')}</SubmitButton>
          </ActionForm>
        </details>
      </May>
    </>
  )
}
