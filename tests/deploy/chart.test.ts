import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderChart } from './render-chart.ts'

const files = globSync('deploy/helm/allclear/templates/*.yaml').map(file => basename(file))
const siteUrl = 'https://status.example.com'
const one = { siteUrl }
const many = { siteUrl, replicas: 3, existingSecret: 'status', env: { LOG_LEVEL: 'warn', PORT: 3000 } }

describe('the chart for Kubernetes', () => {
  it('asks for the address of the site, and for a database that several share', () => {
    expect(() => renderChart('deployment.yaml', {})).toThrow('siteUrl has to be given')
    expect(() => renderChart('deployment.yaml', { siteUrl, replicas: 2 })).toThrow('existingSecret')
  })

  it.each(files)('is YAML with one process and with several: %s', file => {
    for (const values of [one, many]) {
      const made = renderChart(file, values) as { kind?: string; metadata?: { name: string } } | null
      if (made) expect([typeof made.kind, made.metadata?.name]).toEqual(['string', 'status'])
    }
  })

  it('runs one process on its volume, which no second one opens meanwhile', () => {
    expect(renderChart('deployment.yaml', one)).toMatchObject({
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'status' } }, {}] } },
      },
    })
    expect(renderChart('volume.yaml', one)).toMatchObject({
      metadata: { annotations: { 'helm.sh/resource-policy': 'keep' } },
    })
    expect(renderChart('disruption.yaml', one)).toBeNull()
  })

  it('runs several without a moment in which one is missing', () => {
    expect(renderChart('deployment.yaml', many)).toMatchObject({
      spec: {
        replicas: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
        template: {
          spec: {
            volumes: [{ emptyDir: {} }, {}],
            containers: [{ envFrom: [{ secretRef: { name: 'status' } }] }],
          },
        },
      },
    })
    expect(renderChart('volume.yaml', many)).toBeNull()
    expect(renderChart('disruption.yaml', many)).toMatchObject({ spec: { maxUnavailable: 1 } })
  })

  it('gives its processes no rights, and asks each whether it lives and is ready', () => {
    const { spec } = (
      renderChart('deployment.yaml', many) as { spec: { template: { spec: Record<string, unknown> } } }
    ).spec.template
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532 },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          livenessProbe: { httpGet: { path: '/healthz' } },
          readinessProbe: { httpGet: { path: '/readyz' } },
          env: [
            { name: 'SITE_URL', value: siteUrl },
            { name: 'TRUSTED_PROXIES', value: '1' },
            { name: 'LOG_LEVEL', value: 'warn' },
            { name: 'PORT', value: '3000' },
          ],
        },
      ],
    })
  })

  it('is reached under the host of the site alone', () => {
    expect(renderChart('ingress.yaml', one)).toMatchObject({
      spec: {
        tls: [{ hosts: ['status.example.com'], secretName: 'allclear-tls' }],
        rules: [{ host: 'status.example.com' }],
      },
    })
    expect(renderChart('ingress.yaml', { siteUrl, ingress: { enabled: false } })).toBeNull()
  })
})
