import type { TestProject } from 'vitest/node'
import { startServer } from './cluster.ts'
import { type ProductPlace, startProduct } from './product.ts'
import { keepRows } from './rows.ts'

declare module 'vitest' {
  interface ProvidedContext {
    product: ProductPlace
  }
}

/** Starts one product for all tests of a run, which begin with the same rows each: see useProduct. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endServer = await startServer(project, true)
  const product = await startProduct({}, project.getProvidedContext().server)
  await keepRows(product.db)
  project.provide('product', product.place)
  return async () => {
    await product.stop()
    await endServer()
  }
}
