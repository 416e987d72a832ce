import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Database, openSession } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { applyImport, beginApplying, forgetImport } from '#lib/flows/imports/apply-import.ts'
import { type ImportPreview, previewImport } from '#lib/flows/imports/preview-import.ts'
import { beginImport, readProduct } from '#lib/flows/imports/read-product.ts'
import { countFates } from '#lib/rules/imports/import-counts.ts'
import { importedProduct, importedProducts, type ProductName } from '#lib/rules/imports/products.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { countLines, leftLine, nameLines, problemLine } from '#lib/words/imports/import-report.ts'
import { wordsIn } from '#lib/words/words.ts'

// Brings what another status product holds. Without --apply it only says what that would do.
const say = (line: string) => console.log(`allclear: ${line}`)
const words = wordsIn('en')

const usage = `npm run import-from -- <product> <file, folder or https://…> [--apply]
  product   ${importedProducts.map(({ name }) => name).join(', ')}
  --page    which page of it: its id, its slug, or of Upptime owner/repository
  --zone    in which its times are, where they do not say: Europe/Berlin
  --as      the address of the owner in whose name it is brought, where this desk has several
A key is read from the variable IMPORT_KEY, and from nowhere else.`

type Options = {
  product: ProductName
  source: string
  page: string
  zone: string
  as: string
  isApplied: boolean
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      apply: { type: 'boolean', default: false },
      page: { type: 'string', default: '' },
      zone: { type: 'string', default: 'UTC' },
      as: { type: 'string', default: '' },
    },
  })
  const product = importedProduct(positionals[0] ?? '')
  const source = positionals[1] ?? product?.doors.api?.address ?? ''
  if (!product || source === '') throw new Error(usage)
  const zone = Zone.safeParse(values.zone).data
  if (!zone) throw new Error(`${values.zone} is no time zone. Write it as Europe/Berlin.`)
  return { product: product.name, source, page: values.page, zone, as: values.as, isApplied: values.apply }
}

/** Who brings it: the only owner, or the one who is named. */
async function findOwner(db: Database, address: string): Promise<string> {
  const owners = (await readStaff(db)).filter(({ role }) => role === 'owner')
  const named = address === '' ? owners : owners.filter(({ email }) => email === address.toLowerCase())
  const [only, second] = named
  if (only && !second) return only.id
  if (owners.length === 0)
    throw new Error('Nobody sits at the desk yet: start the site, which prints the link that sets it up.')
  throw new Error(`Say in whose name: --as ${owners.map(({ email }) => email).join(' or --as ')}.`)
}

const progress = (count: number, of: string) => process.stderr.write(`\rallclear: ${count} (${of})   `)
const clock = () => new Date()

async function bring(db: Database, options: Options): Promise<void> {
  const { product, source, page, zone, isApplied } = options
  const staffId = await findOwner(db, options.as)
  const importId = await beginImport(db, { staffId, product }, clock())
  const isAddress = /^https?:\/\//i.test(source)
  const given = isAddress
    ? { is: 'address' as const, address: source, key: env.IMPORT_KEY ?? '', mayBePrivate: true }
    : { is: 'path' as const, path: source }
  if (!isAddress) statSync(source)
  await readProduct(db, importId, { product, given, hints: { zone, page, now: clock() } }, clock, progress)
  process.stderr.write('\n')
  const preview = await previewImport(db, importId)
  if (preview === 'gone') throw new Error('Somebody dropped it at the desk meanwhile.')
  const { problem, detail } = preview.row
  if (problem) throw new Error(problemLine(words, product, problem, detail))
  printPreview(preview)
  if (isApplied) await apply(db, importId, staffId)
  else {
    await forgetImport(db, { importId, staffId }, clock())
    say('Nothing was changed. Add --apply to write it: nobody is mailed by it.')
  }
}

function printPreview({ counts, names, open, nameless, row }: ImportPreview): void {
  say(`From ${words(`imports.product.${row.product}`)}${row.site === '' ? '' : ` (${row.site})`}:`)
  const lines = countLines(words, counts)
  for (const line of lines.length > 0 ? lines : [words('imports.nothing')]) console.log(`  ${line}`)
  for (const line of nameLines(words, counts, names)) console.log(`  ${line}`)
  for (const title of open) console.log(`  open there, and shown as open here, told to nobody: ${title}`)
  for (const { name, hostname } of nameless)
    console.log(`  no host name known of “${name}”: it is called ${hostname} until you change that`)
  if (row.left.length > 0) say('What stays there:')
  for (const each of row.left) console.log(`  ${leftLine(words, each)}`)
}

async function apply(db: Database, importId: string, staffId: string): Promise<void> {
  if ((await beginApplying(db, { importId, staffId }, clock())) === 'gone')
    throw new Error('Somebody applies or dropped it at the desk.')
  const applied = await applyImport(db, { importId, staffId }, clock, progress)
  process.stderr.write('\n')
  if (!applied) throw new Error('Somebody else applies it.')
  const count = countFates(applied.counts, ['new', 'changed'])
  say(
    `Written: ${count} new or changed, ${countFates(applied.counts, ['same'])} as before. Nobody was mailed.`,
  )
}

async function run(): Promise<void> {
  const options = readOptions()
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: () => {} })
  const session = await openSession(server.connectionString, 'allclear import')
  try {
    await migrateDatabase(server.connectionString, () => {})
    await bring(session.db, options)
  } finally {
    await session.close()
    await server.stop()
  }
}

try {
  await run()
} catch (error) {
  console.error(`allclear: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
