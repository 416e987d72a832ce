import type { ReactNode } from 'react'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { MeasuresPart } from '#app/desk/(staff)/containment/_parts/measures-part.tsx'
import { sendNoticeNow } from '#app/desk/(staff)/deliveries/actions.ts'
import { discard, publish, withdraw } from '#app/desk/(staff)/posts/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type DeskAdvisory, readPostChanges, readReach } from '#db/reads/posts/advisory.ts'
import { readDeskNotices } from '#db/reads/posts/desk-post.ts'
import { nameServers } from '#lib/words/servers.ts'
import { AdvancePart } from './_parts/advance-part.tsx'
import { NoticeList } from './_parts/notice-list.tsx'
import { PlanPart } from './_parts/plan-part.tsx'
import { PostChanges } from './_parts/post-changes.tsx'
import { DiscardForm, PublishForm, WithdrawForm } from './_parts/publish-form.tsx'

/** An advisory: where it stands, what can be done about it, and who was told. */
export async function AdvisoryView({ advisory, children }: { advisory: DeskAdvisory; children: ReactNode }) {
  const { db } = await requireStaff()
  const { id, words, servers } = advisory
  const [reach, notices, changes] = await Promise.all([
    advisory.hasDraft ? readReach(db, advisory, new Date()) : null,
    readDeskNotices(db, id, new Date()),
    readPostChanges(db, id),
  ])
  return (
    <>
      <Headline>{words.title}</Headline>
      <AdvisoryState advisory={advisory} />
      <p className="mt-2 max-w-prose">{words.summary}</p>
      {advisory.filePath ? null : (
        <p className="mt-1 text-soft">
          {servers.length > 0
            ? staffWords('deskPosts.advisory.aboutServers', {
                nameServers: nameServers(
                  staffWords,
                  servers.map(server => server.label),
                ),
              })
            : staffWords('deskPosts.advisory.aboutEverybody')}
        </p>
      )}
      {reach ? (
        <Part
          title={
            advisory.visibility === 'published'
              ? staffWords('deskPosts.advisory.draftOfChange')
              : staffWords('deskPosts.advisory.theDraft')
          }
        >
          <Card>
            <p className="flex flex-wrap gap-x-5">
              <a href={`/desk/posts/${id}/preview`}>{staffWords('deskPosts.advisory.seeItAsReaders')}</a>
              <May act="save-draft">
                <a href={`/desk/posts/${id}/edit`}>{staffWords('deskPosts.advisory.edit')}</a>
              </May>
            </p>
            <PublishForm advisory={advisory} reach={reach} action={publish} />
            <May act="plan-publication">
              <PlanPart advisory={advisory} reach={reach} />
            </May>
            {advisory.visibility === 'published' ? null : (
              <May act="open-advance">
                <AdvancePart advisory={advisory} />
              </May>
            )}
            {advisory.withdrawnAt ? null : <DiscardForm advisory={advisory} action={discard} />}
          </Card>
        </Part>
      ) : null}
      {advisory.publishedAt ? children : null}
      <MeasuresPart postId={id} title={words.title} />
      <Part title={staffWords('deskPosts.advisory.notices')}>
        <NoticeList notices={notices} sendNow={sendNoticeNow} />
      </Part>
      <Part title={staffWords('deskPosts.advisory.changes')}>
        <PostChanges changes={changes} />
      </Part>
      {advisory.visibility === 'published' && !advisory.filePath ? (
        <May act="withdraw-advisory">
          <Part title={staffWords('deskPosts.advisory.withdraw')}>
            <Card>
              <p>{staffWords('deskPosts.advisory.itsPageThenSays')}</p>
              <WithdrawForm advisory={advisory} action={withdraw} />
            </Card>
          </Part>
        </May>
      ) : null}
    </>
  )
}

function AdvisoryState({ advisory }: { advisory: DeskAdvisory }) {
  const { id, slug, visibility, publishedAt, updatedAt, withdrawnAt, hasDraft, filePath } = advisory
  if (withdrawnAt)
    return (
      <p className="text-slow">
        {staffWords.rich('deskPosts.advisory.withdrawnSinceReadersSee', {
          withdrawnAt: () => <LocalTime at={withdrawnAt} />,
        })}
      </p>
    )
  if (visibility !== 'published' || !publishedAt)
    return <p className="text-slow">{staffWords('deskPosts.advisory.draftReadersSeeNothing')}</p>
  return (
    <p className="meta text-base">
      <span>
        {staffWords.rich('deskPosts.advisory.published', {
          publishedAt: () => <LocalTime at={publishedAt} />,
        })}
      </span>
      {updatedAt > publishedAt ? (
        <span>
          {staffWords.rich('deskPosts.advisory.edited', { updatedAt: () => <LocalTime at={updatedAt} /> })}
        </span>
      ) : null}
      <span>
        <a href={`/posts/${slug}`}>{staffWords('deskPosts.advisory.asCustomersSeeIt')}</a>
      </span>
      {filePath ? (
        <span>{staffWords('deskPosts.advisory.keptAsTheFile', { filePath })}</span>
      ) : hasDraft ? null : (
        <May act="save-draft">
          <span>
            <a href={`/desk/posts/${id}/edit`}>{staffWords('deskPosts.advisory.editWord')}</a>
          </span>
        </May>
      )}
    </p>
  )
}
