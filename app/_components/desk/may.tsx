'use client'

import { createContext, type ReactNode, use } from 'react'
import { type AuditAction, may } from '#lib/rules/staff/may.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

/** The role of the person at the desk; at its door, where nobody is, all is shown that there is. */
const RoleContext = createContext<DeskRole>('owner')

/** Says to what it holds the role of the person at the desk. */
export function AsRole({ role, children }: { role: DeskRole; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>
}

/** Whether the person at the desk may do this. It only says what is shown: db/writes/staff/audit.ts decides. */
export function useMay(act: AuditAction | undefined): boolean {
  const role = use(RoleContext)
  return act === undefined || may(role, act)
}

type Props = { act: AuditAction; children: ReactNode; otherwise?: ReactNode }

/** What only those see who may do it. otherwise: what the others see in its place. */
export function May({ act, children, otherwise = null }: Props) {
  return useMay(act) ? children : otherwise
}
