import type { ProductName } from '#lib/rules/imports/products.ts'
import { cachetReader } from './cachet/read.ts'
import { cstateReader } from './cstate/read.ts'
import { kenerReader } from './kener/read.ts'
import { openstatusReader } from './openstatus/read.ts'
import type { ProductReader } from './reader.ts'
import { statuspageReader } from './statuspage/read.ts'
import { upptimeReader } from './upptime/read.ts'
import { uptimeKumaReader } from './uptime-kuma/read.ts'

/** How each product is read: the compiler asks for one of each in lib/rules/imports/products. */
export const productReaders: Readonly<Record<ProductName, ProductReader>> = {
  statuspage: statuspageReader,
  cachet: cachetReader,
  cstate: cstateReader,
  upptime: upptimeReader,
  kener: kenerReader,
  'uptime-kuma': uptimeKumaReader,
  openstatus: openstatusReader,
}
