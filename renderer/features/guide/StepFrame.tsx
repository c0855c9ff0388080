import { useEffect, useRef, type ReactNode } from 'react'

import styles from './Guide.module.css'
import { NetworkWay } from './NetworkWay.tsx'
import { Stepper } from './Stepper.tsx'
import type { Step, StepId } from './steps.ts'

/** The guide around the step that is in view: where one is, every step, and the ways out. */
export function StepFrame(props: {
  readonly title: string
  readonly steps: readonly Step[]
  readonly current: StepId
  readonly onGo: (id: StepId) => void
  readonly leave: ReactNode
  readonly children: ReactNode
}) {
  const { current } = props
  return (
    <section className={styles.guide} aria-label={props.title}>
      <div className={styles.side}>
        <h1>{props.title}</h1>
        <Stepper steps={props.steps} current={current} onGo={props.onGo} />
        <div className={styles.ways_out}>
          {props.leave}
          <NetworkWay />
        </div>
      </div>
      <StepBody key={current}>{props.children}</StepBody>
    </section>
  )
}

/** Whoever goes on by keyboard goes on at the beginning of the step, and hears its name. */
function StepBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const heading = body.current?.querySelector('h2')
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, [])
  return (
    <div className={styles.body} ref={body}>
      {children}
    </div>
  )
}
