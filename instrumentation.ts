/** Runs once inside Next before the site is ready, never during the build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWorkers } = await import('#lib/workers/start-workers.ts')
  await startWorkers()
}
