import { parseArgs } from 'node:util'
import { env } from '#lib/env.ts'
import { type Imported, importSite } from '#lib/flows/moving/import-site.ts'
import { readMoved } from '#lib/moving/files.ts'
import { counted, progress, say } from './command.ts'
import { givenKey } from './sealing.ts'

export type AskedImport = { path: string; into(connectionString: string): Promise<Imported> }

/** Reads the arguments of a command that takes an export. Throws its usage where there is not one file. */
export async function askedImport(command: string): Promise<AskedImport> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      'old-key': { type: 'string' },
      'without-secrets': { type: 'boolean', default: false },
      'send-pending': { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    throw new Error(
      `Say which file: npm run ${command} -- <file> [--key <file>] [--old-key <file>] [--without-secrets] [--send-pending]`,
    )
  const key = await givenKey(values.key)
  const oldKey = await givenKey(values['old-key'])
  const report = progress()
  const open = () =>
    readMoved(path, key?.secret ?? null, (bytes, all) =>
      report(() => `${Math.round((100 * bytes) / all)} % of the file …`),
    )
  const into = (connectionString: string) =>
    importSite({
      open,
      connectionString,
      dataDir: env.DATA_DIR,
      envKey: env.ALLCLEAR_KEY,
      oldKey,
      isWithoutSecrets: values['without-secrets'],
      isPendingSent: values['send-pending'],
      now: new Date(),
      onChecked: ({ header, rows }) =>
        say(`The file is whole: ${counted(rows)} rows of ${header.site}, exported at ${header.at}.`),
      onTable: ({ name, count, sum }) =>
        say(`  ${name.padEnd(20)} ${counted(count).padStart(10)}  ${sum.slice(0, 16)}`),
    })
  return { path, into }
}
