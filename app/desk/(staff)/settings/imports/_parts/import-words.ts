import { staffWords } from '#app/desk/staff-words.ts'
import type { ListedImport } from '#db/reads/imports/imports.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

export const importStateWords = (): Record<ListedImport['state'], string> => ({
  reading: staffWords('deskImports.importWords.itIsBeingRead'),
  failed: staffWords('deskImports.importWords.couldNotRead'),
  read: staffWords('deskImports.importWords.waitsForYou'),
  applying: staffWords('deskImports.importWords.itIsBeingWritten'),
  applied: staffWords('deskImports.importWords.itWasWritten'),
})

/** What is to be given of each product. file, api: null where there is no such door. */
export const productHints = (): Record<
  ProductName,
  { file: string | null; api: string | null; page: string | null; pageBy: 'file' | 'api' | null }
> => ({
  statuspage: {
    file: staffWords('deskImports.importWords.jsonThatYouSaved'),
    api: staffWords('deskImports.importWords.cachetKeyOrUser'),
    page: staffWords('deskImports.importWords.idOfThePage'),
    pageBy: 'api',
  },
  cachet: {
    file: staffWords('deskImports.importWords.aZipOfWhat'),
    api: staffWords('deskImports.importWords.addressHint'),
    page: null,
    pageBy: null,
  },
  cstate: {
    file: staffWords('deskImports.importWords.zipHint'),
    api: null,
    page: null,
    pageBy: null,
  },
  upptime: {
    file: staffWords('deskImports.importWords.aZipOfTheRepository'),
    api: staffWords('deskImports.importWords.githubHint'),
    page: staffWords('deskImports.importWords.repositoryAsOwnerRepository'),
    pageBy: 'api',
  },
  kener: {
    file: staffWords('deskImports.importWords.sqliteHint'),
    api: staffWords('deskImports.importWords.theAddressOfKener'),
    page: null,
    pageBy: null,
  },
  'uptime-kuma': {
    file: staffWords('deskImports.importWords.kumaDbOfVersion'),
    api: null,
    page: staffWords('deskImports.importWords.slugOfOneStatus'),
    pageBy: 'file',
  },
  openstatus: {
    file: staffWords('deskImports.importWords.openstatusYamlItsMonitors'),
    api: staffWords('deskImports.importWords.workspaceKey'),
    page: staffWords('deskImports.importWords.slugOfThePage'),
    pageBy: 'api',
  },
})
