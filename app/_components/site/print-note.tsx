import { env } from '#lib/env.ts'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'

/** On paper: from where it is, and as of when. */
export function PrintNote({ path, now }: { path: string; now: Date }) {
  return (
    <p className="mt-6 hidden text-sm wrap-anywhere print:block">
      {readerWords().rich('site.printed', {
        address: new URL(path, env.SITE_URL).href,
        time: () => <Moment at={now} now={now} />,
      })}
    </p>
  )
}
