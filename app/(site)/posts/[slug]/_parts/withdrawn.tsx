import { Moment } from '#app/_components/site/moment.tsx'

/** Where a link leads of which we have taken the post back. Its words are not repeated: they may be what was wrong. */
export function Withdrawn({ at, now }: { at: Date; now: Date }) {
  return (
    <div className="grid gap-4 pt-8">
      <h1 className="headline">We have withdrawn this advisory.</h1>
      <p className="max-w-prose">
        It has not stood here since <Moment at={at} now={now} />. What concerns you now is on{' '}
        <a href="/">the board</a> and among <a href="/posts">all posts</a>.
      </p>
    </div>
  )
}
