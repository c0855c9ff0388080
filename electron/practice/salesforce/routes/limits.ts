import type { PracticeClock } from '../../clock.ts'
import { route, type Route } from './api.ts'

/** API calls of the day, as far as this process knows them. */
export interface Usage {
  readonly used: number
  readonly max: number
  count(): void
}

const DAILY_REQUESTS = 100_000
const DAY_MS = 24 * 3_600_000

export function createUsage(clock: PracticeClock): Usage {
  let since = clock.now().getTime()
  let used = 0
  return {
    get used() {
      return used
    },
    max: DAILY_REQUESTS,
    count() {
      const now = clock.now().getTime()
      if (now - since > DAY_MS) {
        since = now
        used = 0
      }
      used++
    },
  }
}

const fixed = (max: number) => ({ Max: max, Remaining: max })

/** Source: REST API Developer Guide, "Limits" and "Record Count". */
export function limitRoutes(usage: Usage): readonly Route[] {
  return [
    route('GET', '/limits', () => ({
      status: 200,
      body: {
        ConcurrentAsyncGetReportInstances: fixed(200),
        DailyApiRequests: { Max: usage.max, Remaining: Math.max(0, usage.max - usage.used) },
        DailyAsyncApexExecutions: fixed(250_000),
        DailyBulkApiBatches: fixed(15_000),
        DailyBulkV2QueryFileStorageMB: fixed(976_562),
        DailyBulkV2QueryJobs: fixed(10_000),
        DailyDeliveredPlatformEvents: fixed(25_000),
        DailyDurableStreamingApiEvents: fixed(200_000),
        DataStorageMB: { Max: 1024, Remaining: 893 },
        DurableStreamingApiConcurrentClients: fixed(1000),
        FileStorageMB: { Max: 1024, Remaining: 1011 },
        HourlyTimeBasedWorkflow: fixed(1000),
        MassEmail: fixed(5000),
        SingleEmail: fixed(5000),
      },
    })),
    route('GET', '/limits/recordCount', ({ query, schema, org }) => {
      const asked = query.get('sObjects')?.split(',')
      const objects = schema.objects.filter(({ name }) => asked === undefined || asked.includes(name))
      const sObjects = objects.map(({ name }) => ({ count: org.table(name).size, name }))
      return { status: 200, body: { sObjects } }
    }),
  ]
}
