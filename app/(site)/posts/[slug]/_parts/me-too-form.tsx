import { Labelled } from '#app/_components/forms/labelled.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'

/** As many buttons are seen at a glance; from more a reader chooses. */
const mostButtons = 6

type Props = { postId: string; servers: readonly BoardServer[] }

/** Says to staff that a reader has the trouble too, on one server. A plain form: it works without scripts. */
export function MeTooForm({ postId, servers }: Props) {
  const words = readerWords()
  if (servers.length === 0) return null
  return (
    <section aria-labelledby="me-too" className="mb-9 print:hidden">
      <h2 id="me-too" className="section-title mb-2">
        {words('posts.meToo.title')}
      </h2>
      <form action="/api/me-too" method="post" className="grid max-w-[36rem] gap-3">
        <input type="hidden" name="post" value={postId} />
        <p className="text-soft">{words('posts.meToo.text')}</p>
        {servers.length > mostButtons ? <Chosen servers={servers} /> : <Buttons servers={servers} />}
      </form>
    </section>
  )
}

function Buttons({ servers }: Pick<Props, 'servers'>) {
  return (
    <div className="flex flex-wrap gap-3">
      {servers.map(({ id, label }) => (
        <button key={id} type="submit" name="server" value={id} className="button" data-look="side">
          {readerWords()('posts.meToo.onServer', { server: label })}
        </button>
      ))}
    </div>
  )
}

function Chosen({ servers }: Pick<Props, 'servers'>) {
  const words = readerWords()
  return (
    <>
      <Labelled id="me-too-server" label={words('posts.meToo.server')}>
        <select id="me-too-server" name="server" className="field">
          {servers.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </Labelled>
      <div>
        <button type="submit" className="button" data-look="side">
          {words('posts.meToo.send')}
        </button>
      </div>
    </>
  )
}
