import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { publishLooked, withdrawLooked } from '#app/desk/(staff)/posts/found-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readExaminablePost, readPublishedExamined } from '#db/reads/agents/examined.ts'
import { listExamined } from '#lib/flows/agents/publish-examined.ts'

/** Where agents looked and found nothing: what customers of those servers may read. Nothing where no agent looks. */
export async function ExaminedPart({ postId }: { postId: string }) {
  const { db } = await requireStaff()
  const now = new Date()
  const post = await readExaminablePost(db, postId, now)
  if (!post) return null
  const [examined, published] = await Promise.all([
    listExamined(db, post, now),
    readPublishedExamined(db, postId),
  ])
  if (examined.length === 0 && !published) return null
  return (
    <Part title={staffWords('deskPost.examinedPart.notOnYourServer')} id="examined">
      <Card>
        <p className="max-w-prose">{staffWords('deskPost.examinedPart.verdictHint')}</p>
        {published ? (
          <p>
            {staffWords.rich('deskPost.examinedPart.publishedAndTakenBack', {
              publishedAt: () => <LocalTime at={published.publishedAt} />,
              serversIn: serversInWords(published.standing),
              serversIn2: serversInWords(published.withdrawn),
              hasWithdrawn: published.withdrawn > 0 ? 'yes' : 'no',
            })}
          </p>
        ) : null}
        {examined.length > 0 ? (
          <ActionForm act="publish-examined" action={publishLooked} className="grid gap-2">
            <input type="hidden" name="postId" value={postId} />
            <SubmitButton look={published ? 'side' : 'main'}>
              {staffWords('deskPost.examinedPart.publishVerdicts', {
                hasPublished: published ? 'yes' : 'no',
                serversIn: serversInWords(examined.length),
              })}
            </SubmitButton>
          </ActionForm>
        ) : null}
        {published ? (
          <ActionForm act="withdraw-examined" action={withdrawLooked} className="grid gap-2">
            <input type="hidden" name="postId" value={postId} />
            <SubmitButton look="apart">{staffWords('deskPost.examinedPart.takeBackFromAll')}</SubmitButton>
          </ActionForm>
        ) : null}
      </Card>
    </Part>
  )
}

function serversInWords(count: number): string {
  return staffWords('deskPost.examinedPart.serverCount', { count })
}
