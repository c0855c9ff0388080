import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Neutral greys without a tint, so that colour is left for what means something. */
const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#e9e9eb',
  '#dcdce0',
  '#c4c4ca',
  '#9a9aa3',
  '#6b6b76',
  '#52525c',
  '#3a3a42',
  '#202026',
]

const dark: MantineColorsTuple = [
  '#e8e8ec',
  '#c9c9d1',
  '#a4a4af',
  '#7d7d89',
  '#4a4a55',
  '#34343d',
  '#26262d',
  '#1c1c22',
  '#16161b',
  '#101014',
]

const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#dfe3ff',
  '#c3caff',
  '#a1abfb',
  '#818cf6',
  '#6a72ee',
  '#5457e0',
  '#4643c9',
  '#3a38a8',
  '#2f2e83',
]

/** For what is destroyed. White keeps 4.5:1 on the sixth. */
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fbdcd8',
  '#f5b5ad',
  '#f08a80',
  '#e4685c',
  '#d2453a',
  '#b42318',
  '#981b12',
  '#a01d13',
  '#a82016',
]

/** Beside a field, in the size that can be read. */
const small = { fontSize: '12px', lineHeight: 1.4 }

/** Sheets and dialogs. Their head is no landmark of the page, whatever its tag says. */
const floating = {
  overlayProps: { backgroundOpacity: 0.35 },
  closeButtonProps: { 'aria-label': 'Close' },
  attributes: { header: { role: 'none' } },
  styles: { title: { fontSize: '15px', fontWeight: 650, lineHeight: 1.35 } },
}

/** Fields of one line hold IDs, addresses and names: nothing that a dictionary knows. Text of several lines is checked. */
const noWords = { spellCheck: false, autoCorrect: 'off', autoCapitalize: 'off' }

/** The window's look over Mantine's parts. Colours of states and environments are in tokens.css. */
export const theme = createTheme({
  colors: { gray, dark, indigo, red },
  primaryColor: 'indigo',
  primaryShade: { light: 6, dark: 6 },
  black: '#18181b',
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.5' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  shadows: {
    xs: 'var(--shadow)',
    sm: 'var(--shadow)',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'xs' },
      styles: (_theme: unknown, { size }: { readonly size?: unknown }) =>
        size === 'xs' ? { root: { fontSize: '13px', height: '30px', paddingInline: '12px' } } : {},
    },
    InputWrapper: {
      styles: { label: { marginBottom: '4px' }, description: { ...small, marginBottom: '2px' }, error: small },
    },
    Radio: { defaultProps: { size: 'xs' }, styles: { description: small } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 320, fz: 12 } },
    Select: {
      defaultProps: { size: 'xs', comboboxProps: { withinPortal: false } },
      styles: { input: { textOverflow: 'ellipsis' } },
    },
    PasswordInput: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs', ...noWords } },
    Autocomplete: { defaultProps: noWords },
    TagsInput: { defaultProps: noWords },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' }, styles: { description: small } },
    Switch: { defaultProps: { size: 'xs' }, styles: { description: small } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: floating },
    Drawer: { defaultProps: floating },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
})
