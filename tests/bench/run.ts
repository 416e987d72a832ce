import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startProduct } from '#tests/support/product.ts'
import { benchBoard } from './board.ts'
import { benchDeliver } from './deliver.ts'
import { benchVisible } from './visible.ts'

const benches = { board: benchBoard, visible: benchVisible }
/** These start a product of their own. */
const alone = { deliver: benchDeliver }
type BenchName = keyof typeof benches | keyof typeof alone

const asked = process.argv.slice(2)
const names = [...Object.keys(benches), ...Object.keys(alone)]
const unknown = asked.filter(name => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". There are: ${names.join(', ')}.`)
  process.exit(1)
}
const chosen = (asked.length > 0 ? asked : names) as BenchName[]

if (!existsSync('.next/BUILD_ID')) {
  console.log('Building the site …')
  spawnSync('npm', ['run', 'build'], { stdio: 'inherit' })
}
for (const name of chosen) if (name in alone) await alone[name as keyof typeof alone]()
const shared = chosen.filter(name => name in benches) as (keyof typeof benches)[]
if (shared.length > 0) {
  console.log('Starting the product with the demo hoster …')
  const product = await startProduct()
  try {
    for (const name of shared) await benches[name](product)
  } finally {
    await product.stop()
  }
}
