import { TokenButton } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

/** The end of all notices, and of what is known of their reader. */
export function LeaveAll({ token, unsubscribeToken }: { token: string; unsubscribeToken: string }) {
  const words = readerWords()
  return (
    <section aria-labelledby="leave">
      <h2 id="leave" className="section-title mb-2">
        {words('preferences.page.leave')}
      </h2>
      <p className="mb-3">{words('preferences.page.leaveAtOnce')}</p>
      <TokenButton action="/api/unsubscribe" token={unsubscribeToken} isSide>
        {words('preferences.page.stop')}
      </TokenButton>
      <p className="mt-3">
        <a href={`/preferences/${token}/forget`} className="inline-block py-1">
          {words('preferences.page.forget')}
        </a>
      </p>
    </section>
  )
}
