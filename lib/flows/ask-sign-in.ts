import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { env } from '#lib/env.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { askedLink } from '#lib/identity/links.ts'
import { renderSignIn } from '#lib/mail/render-sign-in.tsx'
import { sendLetter } from '#lib/mail/send.ts'
import { withReturn } from '#lib/rules/desk-path.ts'

/** path: the page of the desk that was asked for; null: the first. */
export type AskedSignIn = { email: string; path: string | null }

/** Mails a sign-in link to an address of the staff. For any other address it does nothing, and says nothing of that. */
export async function askSignIn(
  { email, path }: AskedSignIn,
  now: Date,
  db: Database = getDatabase(),
): Promise<void> {
  const link = await askedLink(db, email, now)
  if (!link) return
  const url = withReturn(link, path)
  const letter = await renderSignIn({ siteName: env.SITE_NAME, url, validMinutes: linkMinutes })
  const result = await sendLetter({ key: `sign-in-${newId()}`, to: email, headers: {}, ...letter })
  if (result.is !== 'sent')
    console.error(
      `allclear: the sign-in mail to ${email} was not sent: ${result.reason} It can be asked for again.`,
    )
}
