import { permanentRedirect } from 'next/navigation'

/** The address that this page had once. */
export default function FormerMaintenancePage() {
  permanentRedirect('/desk/maintenance')
}
