import type { ListedImport } from '#db/reads/imports/imports.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

export const importStateWords: Record<ListedImport['state'], string> = {
  reading: 'It is being read',
  failed: 'It could not be read',
  read: 'It waits for you to look at it',
  applying: 'It is being written',
  applied: 'It was written',
}

/** What is to be given of each product. file, api: null where there is no such door. */
export const productHints: Record<
  ProductName,
  { file: string | null; api: string | null; page: string | null; pageBy: 'file' | 'api' | null }
> = {
  statuspage: {
    file: 'JSON that you saved of it, such as components, incidents and subscribers of its API, or a ZIP of several such files.',
    api: 'A key of your user, under API info. It takes one request a second, so a long history takes minutes.',
    page: 'Id of the page, where the key opens several',
    pageBy: 'api',
  },
  cachet: {
    file: 'A ZIP of what its API answered, one file each: components.json, component-groups.json, incidents.json, schedules.json, subscribers.json.',
    api: 'The address of the site; of Cachet 3 with its path, if it has one. With a token of an administrator subscribers come, too.',
    page: null,
    pageBy: null,
  },
  cstate: {
    file: 'A ZIP of the site’s folder: config.yml and content/issues. GitHub makes one under Code, Download ZIP.',
    api: null,
    page: null,
    pageBy: null,
  },
  upptime: {
    file: 'A ZIP of the repository. Put what GitHub’s API answers for its issues and their comments into it as issues.json and issue-comments.json.',
    api: 'GitHub is asked for the repository. A private one needs a token; without one GitHub allows 60 requests an hour.',
    page: 'Repository, as owner/repository',
    pageBy: 'api',
  },
  kener: {
    file: 'Its SQLite database, of Kener 3 or 4: copy it while Kener is stopped. Subscribers come this way alone.',
    api: 'The address of Kener 4, and an API key.',
    page: null,
    pageBy: null,
  },
  'uptime-kuma': {
    file: 'kuma.db of version 1 or 2, copied while Uptime Kuma is stopped, or a ZIP of it; or the JSON backup of version 1, which has monitors alone.',
    api: null,
    page: 'Slug of one status page, where not all of them are meant',
    pageBy: 'file',
  },
  openstatus: {
    file: 'openstatus.yaml: its monitors become servers.',
    api: 'A key of the workspace.',
    page: 'Slug of the page, where there are several',
    pageBy: 'api',
  },
}
