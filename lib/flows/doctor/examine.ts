import type { MovingSession } from '#db/moving/session.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import type { Env } from '#lib/env.ts'
import type { TextRecords } from '#lib/flows/sending/check-sender.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { loadSite } from '#lib/flows/settings/load-site.ts'
import { networkWords } from '#lib/network-words.ts'
import { type EnvironmentFacts, judgeEnvironment } from '#lib/rules/doctor/environment.ts'
import { type DoctorCheck, type DoctorFinding, findingOf } from '#lib/rules/doctor/finding.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { reachPath } from './answer-reach.ts'
import { lookAtDatabase } from './look-at-database.ts'
import { lookAtDirectory, lookAtKey, lookAtNode } from './look-at-machine.ts'
import { handOverTestMail, lookAtProvider, lookAtSender } from './look-at-mail.ts'
import { type AddressRecords, lookAtAddress, lookAtReach } from './look-at-site.ts'

export type Patient = {
  env: Env
  environment: EnvironmentFacts
  /** Opens the database; null: there is none yet. Throws a sentence where it does not answer. */
  openDatabase(): Promise<MovingSession | null>
  /** Where a private database would be. */
  place: string
  names: TextRecords & AddressRecords
  /** Who gets a test letter; null: nobody. */
  testMailTo: string | null
  now: Date
  onFinding(finding: DoctorFinding): void
}

const longestMs = 15_000

/** Looks at everything, one thing after the other, each for 15 seconds at most, and changes nothing. */
export async function examine(patient: Patient): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = []
  const { env, names } = patient
  let session: MovingSession | null = null

  async function look(
    check: DoctorCheck,
    at: (signal: AbortSignal) => Promise<DoctorFinding[]>,
  ): Promise<void> {
    for (const finding of await within(check, at)) {
      findings.push(finding)
      patient.onFinding(finding)
    }
  }

  await look('environment', async () => judgeEnvironment(patient.environment))
  await look('machine', async () => lookAtNode())
  await look('directory', () => lookAtDirectory(env))
  await look('database', async () => {
    const opened = await openOrSay(patient)
    session = opened.session
    return opened.findings ?? lookAtDatabase(opened.session, env.DATABASE_URL)
  })
  const open = session as MovingSession | null
  try {
    await look('key', async () => lookAtKey(env, open && (await readKeyId(open.db))))
    const isKnown = open !== null && (await knowsSite(open, env))
    const from = ourSite().mailFrom
    await look('sender', () => lookAtSender(env, from, names))
    await look('mail', signal => lookAtProvider(env, from, signal))
    const { testMailTo } = patient
    if (testMailTo) await look('mail', () => handOverTestMail(env, testMailTo, testMail(env)))
    await look('address', () => lookAtAddress(env, names))
    const path = isKnown && open ? await reachPath(open.db, patient.now) : '/api/reach'
    await look('reach', signal => lookAtReach(env, path, signal))
  } finally {
    await open?.close()
  }
  return findings
}

type Opened = { session: MovingSession; findings: null } | { session: null; findings: DoctorFinding[] }

async function openOrSay({ openDatabase, place }: Patient): Promise<Opened> {
  const found = findingOf('database')
  try {
    const session = await openDatabase()
    if (session) return { session, findings: null }
    return { session: null, findings: [found('ok', 'newDatabase', { path: place })] }
  } catch (error) {
    return {
      session: null,
      findings: [found('wrong', 'awayDatabase', { reason: networkWords(error as Error) })],
    }
  }
}

/** Opens the key and what the desk keeps of the site. Returns whether both are to be had. */
async function knowsSite({ db }: MovingSession, env: Env): Promise<boolean> {
  try {
    if ((await readKeyId(db)) === null) return false
    await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, () => {})
    await loadSite(db)
    return true
  } catch {
    // What is wrong with the key or the database was found and said before.
    return false
  }
}

function testMail(env: Env) {
  const values = { site: ourSite().name, url: env.SITE_URL }
  const words = wordsIn('en')
  const text = words('doctor.letter.text', values)
  return { subject: words('doctor.letter.subject', values), text, html: `<p>${text}</p>` }
}

async function within(
  check: DoctorCheck,
  at: (signal: AbortSignal) => Promise<DoctorFinding[]>,
): Promise<DoctorFinding[]> {
  const found = findingOf(check)
  const signal = AbortSignal.timeout(longestMs)
  const late = new Promise<DoctorFinding[]>(resolve =>
    signal.addEventListener('abort', () =>
      resolve([found('wrong', 'tooSlow', { seconds: longestMs / 1000 })]),
    ),
  )
  try {
    return await Promise.race([at(signal), late])
  } catch (error) {
    return [found('wrong', 'unchecked', { reason: error instanceof Error ? error.message : String(error) })]
  }
}
