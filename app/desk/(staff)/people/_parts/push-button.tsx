'use client'

import { startTransition, useActionState, useState, useSyncExternalStore } from 'react'
import { FormAnswer, type FormOutcome } from '#app/_components/desk/action-form.tsx'

type Props = {
  publicPushKey: string
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  label: string
  /** Why it does not work when its user has not allowed it. */
  denied: string
  /** What stands before the browser's own reason when it fails. */
  failed: string
}

const never = () => () => {}
const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window

/** Lets this browser take messages. Where it cannot, there is no button. */
export function PushButton({ publicPushKey, action, label, denied, failed }: Props) {
  const isAble = useSyncExternalStore(never, canPush, () => false)
  const [outcome, submit, isPending] = useActionState(action, null)
  const [failure, setFailure] = useState<string | null>(null)
  if (!isAble) return null

  async function add(): Promise<void> {
    setFailure(null)
    try {
      const form = await subscriptionForm(publicPushKey, denied)
      startTransition(() => submit(form))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <div className="grid gap-2">
      <button
        type="button"
        disabled={isPending}
        onClick={add}
        className="min-h-11 cursor-pointer justify-self-start rounded-md border border-soft bg-card px-4 py-2 font-semibold text-ink hover:border-ink"
      >
        {label}
      </button>
      {failure ? (
        <p role="alert">
          {failed} {failure}
        </p>
      ) : (
        <FormAnswer outcome={outcome} />
      )}
    </div>
  )
}

async function subscriptionForm(publicPushKey: string, denied: string): Promise<FormData> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error(denied)
  await navigator.serviceWorker.register('/push.js')
  const worker = await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicPushKey,
  })
  const { endpoint = '', keys = {} } = subscription.toJSON()
  const form = new FormData()
  const fields = { channel: 'web-push', address: endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
