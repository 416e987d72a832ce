/** How a product is read: a file that was saved of it, or its address. */
export type ImportDoors = {
  /** What files are, as the field of a browser names them; null: it has none. */
  file: string | null
  /** Its address is asked for, or known beforehand; null: it is not asked. */
  api: { address: string | null; key: 'needed' | 'wanted' | 'none'; page: boolean } | null
}

/** name: the word on the command line, and what is kept with all that came from it. */
export type ImportedProduct = {
  name: string
  doors: ImportDoors
  /** Its times may say no zone, so it is asked in which they are. */
  hasBareTimes: boolean
}

/** One line for each product that people come from, in the order of the desk. */
export const importedProducts = [
  {
    name: 'statuspage',
    doors: {
      file: '.json,.zip',
      api: { address: 'https://api.statuspage.io/v1', key: 'needed', page: true },
    },
    hasBareTimes: false,
  },
  {
    name: 'cachet',
    doors: { file: '.json,.zip', api: { address: null, key: 'wanted', page: false } },
    hasBareTimes: true,
  },
  {
    name: 'cstate',
    doors: { file: '.zip', api: null },
    hasBareTimes: true,
  },
  {
    name: 'upptime',
    doors: { file: '.zip', api: { address: 'https://api.github.com', key: 'wanted', page: true } },
    hasBareTimes: false,
  },
  {
    name: 'kener',
    doors: { file: '.db,.sqlite,.zip', api: { address: null, key: 'needed', page: false } },
    hasBareTimes: false,
  },
  {
    name: 'uptime-kuma',
    doors: { file: '.db,.json,.zip', api: null },
    hasBareTimes: false,
  },
  {
    name: 'openstatus',
    doors: {
      file: '.yaml,.yml,.zip',
      api: { address: 'https://api.openstatus.dev', key: 'needed', page: true },
    },
    hasBareTimes: false,
  },
] as const satisfies readonly ImportedProduct[]

export type ProductName = (typeof importedProducts)[number]['name']

/** A product by its name; undefined: nobody comes from there. */
export function importedProduct(name: string): (ImportedProduct & { name: ProductName }) | undefined {
  return importedProducts.find(product => product.name === name)
}
