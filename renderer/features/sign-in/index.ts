export { SignInSheet } from './SignInSheet.tsx'
export { SignOut } from './SignOut.tsx'
