import { permanentRedirect } from 'next/navigation'

export const dynamic = 'force-dynamic'

/** Where all posts were listed once. */
export default function PostsPage() {
  permanentRedirect('/history')
}
