import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startProduct } from '#tests/support/product.ts'
import { benchAudience } from './audience.ts'
import { benchBoard } from './board.ts'
import { benchVisible } from './visible.ts'

const benches = { board: benchBoard, visible: benchVisible, audience: benchAudience }
type BenchName = keyof typeof benches

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const chosen = (asked.length > 0 ? asked : Object.keys(benches)) as BenchName[]

if (!existsSync('.next/BUILD_ID')) {
  console.log('Building the site …')
  spawnSync('npm', ['run', 'build'], { stdio: 'inherit' })
}
console.log('Starting the product with the demo hoster …')
const product = await startProduct()
try {
  for (const name of chosen) await benches[name](product)
} finally {
  await product.stop()
}
