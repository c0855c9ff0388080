import { Button, FileButton, NumberInput, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useCompanion, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { sayFailure } from '../../words/failures.ts'
import { actWays } from '../../words/acts.ts'
import { optionsOf, runKinds } from '../../words/states.ts'
import { Checks } from './Checks.tsx'
import { CreditRules } from './CreditRules.tsx'
import { Defaults } from './Defaults.tsx'
import { Field } from './Field.tsx'
import { ImportChanges } from './ImportChanges.tsx'
import { ReturnData } from './ReturnData.tsx'
import styles from './Rules.module.css'
import { Templates } from './Templates.tsx'
import { useRules } from './use-rules.ts'
import { WatchRules } from './WatchRules.tsx'
import { Workflows } from './Workflows.tsx'

/** Defaults, templates, return data and weights of checks: edited here, put in force together, carried as one file. */
export function Rules({ status }: { readonly status: WorkspaceStatus }) {
  const { rules, inForce, choices, wrongAt, set } = useRules(status)
  const companion = useCompanion()
  const brought = useWindow((state) => state.broughtRules)
  const bringRules = useWindow((state) => state.bringRules)
  const carry = useMutation({
    mutationFn: () => companion.settings.exportFile(),
    onSuccess: ({ fileName, text }) => saveFile({ fileName, text, mediaType: 'application/json' }),
  })
  const bring = useMutation({
    mutationFn: async (file: File) => companion.settings.readFile({ text: await file.text() }),
    onSuccess: bringRules,
  })
  const error = bring.error ?? carry.error
  return (
    <>
      <Defaults rules={rules} wrongAt={wrongAt} set={set} />
      <Templates templates={rules.templates} choices={choices} wrongAt={wrongAt} set={set} />
      <ReturnData value={rules.returnData} fields={choices?.textFields ?? null} wrongAt={wrongAt} set={set} />
      <section aria-label="Cancelling" id="settings-acts" className={styles.templates}>
        <h3>Cancelling and moving an end</h3>
        <p className={styles.told}>
          The way that is taken first. The other one stays in the menu of each subscription. A workflow is the first of
          the catalogue below that is for it; where there is none, the API is taken.
        </p>
        <div className={styles.fields}>
          {(['cancel', 'reschedule'] as const).map((kind) => (
            <Field key={kind} label={runKinds[kind]}>
              <Select
                size="xs"
                aria-label={runKinds[kind]}
                data={optionsOf(actWays)}
                allowDeselect={false}
                value={rules.actsBy[kind]}
                onChange={(way) =>
                  (way === 'api' || way === 'workflow') && set({ actsBy: { ...rules.actsBy, [kind]: way } })
                }
              />
            </Field>
          ))}
        </div>
      </section>
      <Workflows workflows={rules.workflows} wrongAt={wrongAt} set={set} />
      <section aria-label="Drift" id="settings-drift" className={styles.templates}>
        <h3>Drift</h3>
        <p className={styles.told}>
          What was sold can be compared with what is live by the clock, for as long as the companion is open. It takes
          one request for each linked customer.
        </p>
        <div className={styles.fields}>
          <Field label="Check for drift">
            <NumberInput
              size="xs"
              aria-label="Hours between two checks for drift"
              prefix="every "
              suffix=" hours"
              min={1}
              max={168}
              allowDecimal={false}
              clampBehavior="none"
              error={wrongAt('driftEvery')}
              placeholder="Only when asked"
              value={rules.driftEvery ?? ''}
              onChange={(value) => set({ driftEvery: typeof value === 'number' ? value : null })}
            />
          </Field>
        </div>
      </section>
      <WatchRules watch={rules.watch} wrongAt={wrongAt} set={set} />
      <Checks raised={rules.raised} inForce={inForce.raised} set={set} />
      <CreditRules creditGuards={rules.creditGuards} creditPresets={rules.creditPresets} wrongAt={wrongAt} set={set} />
      <section aria-label="Export and import" id="settings-file" className={styles.templates}>
        <h3>Export and import</h3>
        <p className={styles.told}>All rules and the call-out as one file. It holds no secret.</p>
        <div className={styles.head}>
          <Button variant="default" size="xs" loading={carry.isPending} onClick={() => carry.mutate()}>
            Export as a file
          </Button>
          <FileButton accept="application/json,.json" onChange={(file) => file && bring.mutate(file)}>
            {(file) => (
              <Button {...file} variant="default" size="xs" loading={bring.isPending}>
                Import from a file…
              </Button>
            )}
          </FileButton>
        </div>
        {brought === null ? null : <ImportChanges brought={brought} inForce={inForce} />}
        {error === null ? null : <FailurePanel {...sayFailure(failureOf(error))} />}
      </section>
    </>
  )
}
