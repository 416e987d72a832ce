/** Runs once inside Next before the site is ready, never during the build. What fails ends the process: see server.ts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWorkers } = await import('#lib/workers/start-workers.ts')
  const [{ drawnPages }, { getShared }] = await Promise.all([
    import('#app/_drawn/draw-page.tsx'),
    import('#lib/shared.ts'),
  ])
  await startWorkers().catch(error => {
    getShared().failedStart = error
  })
  getShared().drawnPages = drawnPages
}

/** Next, which answers 500 for everything, could not answer a request: its log has the error already. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteFault } = await import('#lib/faults/fault.ts')
  noteFault(error)
}
