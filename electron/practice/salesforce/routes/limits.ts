import { route, type Route } from './api.ts'

/** API calls of the last 24 hours, as far as this process knows them. */
export interface Usage {
  used: number
  readonly max: number
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
