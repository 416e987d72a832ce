import { env } from '#lib/env.ts'
import type { Imported } from '#lib/flows/moving/import-site.ts'
import { counted, say } from './command.ts'

/** Says what became of an import, and what is to be done now. */
export function sayImported(imported: Imported): void {
  const { header, rows, jobs, isKeyAdopted, resealed, leftOut, settled } = imported
  say(
    `Imported ${counted(rows)} rows, each read again and compared; ${counted(jobs)} jobs were asked for anew.`,
  )
  if (isKeyAdopted)
    say(`The key ${header.keyId} came with them and is in ${env.DATA_DIR}/key now: keep a copy.`)
  if (resealed > 0)
    say(`${counted(resealed)} secrets were opened with the old key and sealed with the one here.`)
  if (leftOut) {
    const lost = Object.entries(leftOut.destinations).map(([channel, count]) => `${count} by ${channel}`)
    say(`Left out, because nobody had their key: destinations (${lost.join(', ') || 'none'}),`)
    say(
      'what panels sign hand-overs with, the keys of Web Push and of the list for agents, and links in mails sent so far.',
    )
    if (leftOut.sources.length > 0)
      say(`Disabled, because what they sign with was left out: ${leftOut.sources.join(', ')}.`)
  }
  if (settled)
    say(
      `The old site ran while this was copied and may have sent what waited. It is not sent again: ${counted(settled.deliveries)} deliveries are marked as doubtful, ${counted(settled.notices)} notices and ${counted(settled.reminders)} reminders as done.`,
    )
  if (header.site !== env.SITE_URL)
    say(`Links in mails that were sent lead to ${header.site}, and SITE_URL is ${env.SITE_URL}.`)
}
