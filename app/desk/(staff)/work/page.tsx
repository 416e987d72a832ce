import { permanentRedirect } from 'next/navigation'
import { requireStaff } from '#app/desk/session.ts'

/** The address that this page had once. */
export default async function FormerMaintenancePage() {
  await requireStaff()
  permanentRedirect('/desk/maintenance')
}
