import { type AuditCheck, checkAudit, type NotedSeal, type WhyBroken } from '#lib/flows/staff/check-audit.ts'
import { runCommand } from './command/command.ts'
import { onSiteDatabase } from './command/site-database.ts'

// Walks the chain of hashes over the audit log, also while the site runs. Changes nothing.
const say = (line: string) => console.log(`allclear: ${line}`)

const whys: Record<WhyBroken, string> = {
  'begins-late': 'the lines before it are gone, and no nightly cleaning removed them',
  gap: 'the seal before it is gone',
  'line-gone': 'the line that it seals is gone',
  changed: 'the line, or its seal, was changed after it was sealed',
  'too-late': 'the line says to be older than the seal before it, and was not there when that was made',
  'never-sealed': 'the line was put where everything had been sealed already',
  'not-as-noted': 'the seal is not the one that you noted: the chain was written anew, or cut off',
}

/** "1234:5f2c…" as this command prints it. */
function notedOf(given: string | undefined): NotedSeal | null {
  if (given === undefined) return null
  const [, position = '', hash = ''] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(given) ?? []
  if (hash === '')
    throw new Error(
      'What was noted has to look as this command prints it: a position, ":", and 64 hex digits.',
    )
  return { position: Number(position), hash }
}

function sayFound(check: AuditCheck): void {
  if (check.is === 'whole') {
    say(`The chain is whole: ${check.count} lines are sealed, ${check.waiting} wait for their seal.`)
    if (check.position === 0) return
    say(`The last seal is ${check.position}:${check.hash}`)
    say('Keep it elsewhere: npm run check-audit -- <that> proves later that nothing before it was changed.')
    return
  }
  const where = [
    check.position === null ? null : `position ${check.position}`,
    check.sequence === null ? null : `line ${check.sequence}`,
  ].filter(part => part !== null)
  throw new Error(`The chain is broken at ${where.join(', ')}: ${whys[check.why]}.`)
}

await runCommand(async () => {
  const noted = notedOf(process.argv[2])
  sayFound(await onSiteDatabase(({ db }) => checkAudit(db, noted)))
})
