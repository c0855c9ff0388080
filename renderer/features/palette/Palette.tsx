import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { IconCommand, IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'

import { offersIn } from '#shared/domain/profile-offer'

import { useWindowNow } from '../../data/companion.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import prose from '../../ui/prose.module.css'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { sayNothingFound, serviceNames } from '../../words/search.ts'
import { FoundGroups, valueOf } from './FoundGroups.tsx'
import styles from './Palette.module.css'
import { useActs, type Act } from './use-acts.ts'
import { theOne, useSearch } from './use-search.ts'

/**
 * Go to any record by its name, ID, URL, e-mail address or domain, or do anything that the window can do, each with its
 * shortcut.
 */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const acts = useActs()
  const { askProfile } = useWindowNow()
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose })
  const { asked, here, beyond, silent, failure, waiting, asking } = useSearch(text)

  const words = text.trim().toLowerCase().split(/\s+/)
  // What is of another profile was pasted: going there is offered, and asks first where something is half done.
  const offers = failure?.code === 'link.other-profile' ? offersIn(failure.facts) : []
  const elsewhere = offers.map(({ id, name, link }): Act => ({
    label: link === null ? `Switch to ${name}` : `Switch to ${name} and open the link`,
    keys: [],
    because: null,
    run: () => void askProfile({ id, name, ...(link === null ? {} : { link }) }),
  }))
  const fitting = [
    ...elsewhere,
    ...acts.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word))),
  ]
  const all = [...here, ...beyond]
  const lost = failure === null ? null : sayFailure(failure)

  // The first row is the one that Enter takes; what the services add stands below, and moves nobody's choice.
  const { selectFirstOption } = combobox
  const shown = `${here.map(valueOf).join()}|${fitting.map(({ label }) => label).join()}`
  const isOnlyBeyond = here.length === 0 && fitting.length === 0 && beyond.length > 0
  useEffect(() => {
    if (shown !== '|' || isOnlyBeyond) selectFirstOption()
  }, [shown, isOnlyBeyond, selectFirstOption])

  const choose = (value: string): void => {
    const record = all.find((each) => valueOf(each) === value)
    const act = fitting.find(({ label }) => value === `act:${label}`)
    if (!record && !act) return
    onClose()
    if (act) act.run()
    else if (record) navigate(record.path)
  }

  // Enter may come before the answer, as after a paste: it goes to the one record that was asked for once that is there.
  // Several are shown to choose from; the row of an earlier question that happens to be shown still is never taken.
  const isEmpty = here.length === 0 && fitting.length === 0
  const unready = waiting || (asking && (isEmpty || asked === 'email' || asked === 'domain') && beyond.length === 0)
  const eager = useRef(false)
  const [several, setSeveral] = useState(false)
  const take = useEffectEvent(() => {
    const one = theOne(all, text)
    const [act] = fitting
    if (one) choose(valueOf(one))
    else if (all.length > 1) setSeveral(true)
    // Which of several profiles was meant is for a person to say.
    else if (act && offers.length < 2) choose(`act:${act.label}`)
  })
  useEffect(() => {
    if (!eager.current || unready) return
    eager.current = false
    take()
  }, [unready])
  const type = (typed: string): void => {
    eager.current = false
    setSeveral(false)
    setText(typed)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
      attributes={{ content: { 'aria-label': 'Go to a record, or do something' } }}
    >
      <Combobox store={combobox} onOptionSubmit={choose} size="sm">
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            variant="unstyled"
            aria-label="Go to a record, or do something"
            classNames={{ root: styles.search ?? '', input: styles.input ?? '' }}
            placeholder="A deal, an ID, a URL, an e-mail, a domain, or what to do"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => type(event.currentTarget.value)}
            onPaste={(event) => {
              // A field of one line would put two links together as one.
              const pasted = event.clipboardData.getData('text/plain')
              if (text !== '' || !/\S\s*[\r\n]+\s*\S/.test(pasted)) return
              event.preventDefault()
              type(pasted.trim().replaceAll(/\s*[\r\n]+\s*/g, ' '))
            }}
            onKeyDownCapture={(event) => {
              if (event.key !== 'Enter' || !unready) return
              event.preventDefault()
              event.stopPropagation()
              eager.current = true
            }}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={styles.list} tabIndex={0} aria-label="What was found">
          {lost === null ? <FoundGroups found={here} /> : null}
          {fitting.length === 0 ? null : (
            <Combobox.Group label="Actions">
              {fitting.map((act) => (
                <Combobox.Option
                  key={act.label}
                  value={`act:${act.label}`}
                  disabled={act.because !== null}
                  className={styles.action}
                >
                  <IconCommand size={15} aria-hidden />
                  <span>{act.label}</span>
                  {act.because === null ? null : <span className={styles.soft}>{act.because}</span>}
                  <span className={styles.end}>{act.keys.length === 0 ? null : <Keys keys={act.keys} />}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          <FoundGroups found={beyond} inService />
          {lost !== null ? (
            <Combobox.Empty>
              {lost.title}. {lost.happened} {lost.todo}
            </Combobox.Empty>
          ) : isEmpty && beyond.length === 0 && !unready ? (
            <Combobox.Empty>{sayNothingFound(asked, text)}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
        <div className={styles.foot}>
          {silent.map(({ service, failure: because }) => (
            <p key={service}>
              {serviceNames[service]} could not be asked: {sayFailure(because).title.toLowerCase()}.
            </p>
          ))}
          {asking ? <p>Asking Salesforce and Stigg…</p> : null}
          {several ? <p>{plural(all.length, 'record')} fit. Choose one with the arrow keys and Enter.</p> : null}
          <output className={prose.heard}>
            {waiting || asking || text.trim() === '' ? '' : `${plural(all.length, 'record')} found`}
            {several ? '. Choose one with the arrow keys.' : ''}
          </output>
        </div>
      </Combobox>
    </Modal>
  )
}
