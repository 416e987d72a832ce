import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { publishLooked, withdrawLooked } from '#app/desk/(staff)/posts/found-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
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
    <Part title="Not on your server" id="examined">
      <Card>
        <p className="max-w-prose">
          Customers of servers that this does not name can read that an agent looked there and did not find
          it: since when, and when last. It says nothing of servers where no agent looks, could not look at
          all, or found anything of late. A server that somebody got into can hide what it likes: it is what
          the agent saw, and no proof.
        </p>
        {published ? (
          <p>
            Published <LocalTime at={published.publishedAt} /> of {serversInWords(published.standing)}.
            {published.withdrawn > 0
              ? ` Taken back by itself of ${serversInWords(published.withdrawn)}, because something was found there since.`
              : null}
          </p>
        ) : null}
        {examined.length > 0 ? (
          <ActionForm act="publish-examined" action={publishLooked} className="grid gap-2">
            <input type="hidden" name="postId" value={postId} />
            <SubmitButton look={published ? 'side' : 'main'}>
              {published ? 'Publish it anew' : 'Publish it'} of {serversInWords(examined.length)}
            </SubmitButton>
          </ActionForm>
        ) : null}
        {published ? (
          <ActionForm act="withdraw-examined" action={withdrawLooked} className="grid gap-2">
            <input type="hidden" name="postId" value={postId} />
            <SubmitButton look="apart">Take it back from all</SubmitButton>
          </ActionForm>
        ) : null}
      </Card>
    </Part>
  )
}

function serversInWords(count: number): string {
  return count === 1 ? 'one server' : `${count.toLocaleString('en')} servers`
}
