import { Lost } from '#app/_components/site/lost.tsx'

export default function SiteNotFound() {
  return <Lost />
}
