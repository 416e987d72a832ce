import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startProduct } from '#tests/support/product.ts'
import { benchBoard } from './board.ts'
import { benchCalm } from './calm.ts'
import { benchIntake } from './intake.ts'
import { benchVisible } from './visible.ts'

/** These measure a running product. */
const benches = { board: benchBoard, intake: benchIntake, visible: benchVisible }
/** These need none. */
const dry = { calm: benchCalm }
type BenchName = keyof typeof benches
type DryName = keyof typeof dry
const names = [...Object.keys(dry), ...Object.keys(benches)]

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". There are: ${names.join(', ')}.`)
  process.exit(1)
}
const chosen = asked.length > 0 ? asked : names

for (const name of chosen.filter(name => name in dry)) await dry[name as DryName]()
const measured = chosen.filter(name => name in benches) as BenchName[]
if (measured.length === 0) process.exit(0)

if (!existsSync('.next/BUILD_ID')) {
  console.log('Building the site …')
  spawnSync('npm', ['run', 'build'], { stdio: 'inherit' })
}
console.log('Starting the product with the demo hoster …')
const product = await startProduct()
try {
  for (const name of measured) await benches[name](product)
} finally {
  await product.stop()
}
