import { readerWords } from '#app/_components/site/reader-words.ts'
import { boundName } from '#lib/identity/bound-name.ts'
import { ownServerCookie } from '#lib/rules/servers/own-server.ts'

type Props = { hostname: string; label: string; isRemembered: boolean }

/** Has this browser remember the server, or forget it. */
export function RememberForm({ hostname, label, isRemembered }: Props) {
  const words = readerWords()
  const action = isRemembered ? 'forget' : 'remember'
  return (
    <form action="/api/yours" method="post" className="mt-2 print:hidden">
      <input type="hidden" name="server" value={hostname} />
      <button name="do" value={action} type="submit" className="button" data-look="side">
        {words(`find.yours.${action}`, { server: label })}
      </button>
      <p className="mt-1 max-w-[60ch] text-sm text-soft">
        {words(`find.yours.${action}Hint`, { cookie: boundName(ownServerCookie) })}
      </p>
    </form>
  )
}
