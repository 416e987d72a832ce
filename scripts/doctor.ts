import { Resolver } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

// Looks at configuration, database, mail, DNS and the way in, and says what to do. Changes nothing; ends with 1 where something is wrong.
const usage = 'npm run doctor -- [--letter <address>] [--json]'

// The environment is read once, and a wrong one ends the process: so it is read empty first, and what is right of it put in.
const given = { ...process.env }
const names = Object.keys(given)
for (const name of names) if (!['PATH', 'HOME', 'NODE_ENV'].includes(name)) delete process.env[name]
const { env, readEnv, variableNames } = await import('#lib/env.ts')
Object.assign(process.env, given)

const read = readEnv(given)
const problems = 'problems' in read ? read.problems : []
const wrong = problems.map(sentence => sentence.split(' ')[0])
const right = readEnv(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name))))
if ('env' in right) Object.assign(env, right.env)

const { startDatabase } = await import('#db/embedded.ts')
const { openMoving } = await import('#db/moving/session.ts')
const { examine } = await import('#lib/flows/doctor/examine.ts')
const { worstLevel } = await import('#lib/rules/doctor/finding.ts')
const { doctorLine, doctorSentence, doctorSummary } = await import('#lib/words/doctor/findings.ts')
const { wordsIn } = await import('#lib/words/words.ts')
const { runCommand } = await import('./command/command.ts')

const words = wordsIn('en')
const place = join(resolve(env.DATA_DIR), 'postgres/cluster')
let stop = async () => {}

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { letter: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  if (positionals.length > 0) throw new Error(`It takes no file: ${usage}`)
  if (values.letter !== undefined && !/^[^\s@]+@[^\s@]+$/.test(values.letter))
    throw new Error(`--letter takes a mail address: ${usage}`)
  const findings = await examine({
    env,
    environment: { problems, set: names.filter(name => given[name] !== ''), known: variableNames },
    openDatabase,
    place,
    names: new Resolver({ timeout: 1_500, tries: 2 }),
    testMailTo: values.letter ?? null,
    now: new Date(),
    onFinding: finding => values.json || console.log(doctorLine(words, finding)),
  })
  if (values.json)
    console.log(
      JSON.stringify(
        findings.map(finding => ({ ...finding, sentence: doctorSentence(words, finding) })),
        null,
        2,
      ),
    )
  else console.log(doctorSummary(words, findings))
  if (worstLevel(findings) === 'wrong') process.exitCode = 1
}).finally(() => stop())
// What hangs, such as a connection that nobody answers, does not hold up its end.
process.exit()

/** null: there is no private database yet, and none is made. */
async function openDatabase() {
  if (!env.DATABASE_URL && !existsSync(place)) return null
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: () => {} })
  stop = () => server.stop()
  return openMoving(server.connectionString)
}
