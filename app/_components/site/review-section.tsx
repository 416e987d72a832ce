import type { PublicReview } from '#db/reads/reviews/review.ts'
import { currentLanguage } from '#lib/language.ts'
import { type PostComponents, renderPost } from '#lib/posts/render.ts'
import { spokenIn } from '#lib/rules/languages/translation.ts'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'
import { SpokenBox } from './spoken.tsx'

type Props = { review: PublicReview; now: Date; components: PostComponents }

/** What staff wrote after an incident, in a place of its own on its page. */
export function ReviewSection({ review: { body, publishedAt, editedAt }, now, components }: Props) {
  const words = readerWords()
  const spoken = spokenIn(currentLanguage(), body)
  return (
    <section id="review" aria-labelledby="review-title" className="card mb-9 scroll-mt-4">
      <h2 id="review-title" className="section-title">
        {words('reviews.title')}
      </h2>
      <p className="meta mb-3">
        <span>{words.rich('reviews.published', { time: () => <Moment at={publishedAt} now={now} /> })}</span>
        {editedAt > publishedAt ? (
          <span>{words.rich('reviews.edited', { time: () => <Moment at={editedAt} now={now} /> })}</span>
        ) : null}
      </p>
      <SpokenBox spoken={spoken}>{renderPost(spoken.text, { components })}</SpokenBox>
    </section>
  )
}
