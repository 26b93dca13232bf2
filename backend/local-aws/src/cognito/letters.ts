import type { CodePurpose } from './codes.ts';

/** Subject and text of a mail that carries a code. */
export function codeLetter(purpose: CodePurpose, code: string): { subject: string; text: string } {
  return purpose === 'sign-up'
    ? {
        subject: 'Your Tintype confirmation code',
        text: `Welcome to Tintype!\n\nYour confirmation code is ${code}\n\nEnter it within 24 hours to finish creating your account. If you did not sign up, you can ignore this mail.`,
      }
    : {
        subject: 'Your Tintype password reset code',
        text: `Somebody, hopefully you, asked to reset the password of your Tintype account.\n\nYour reset code is ${code}\n\nIt is good for one hour. If it was not you, ignore this mail: your password stays as it is.`,
      };
}

/** The mail to somebody for whom an administrator made an account. */
export function invitationLetter(email: string, password: string): { subject: string; text: string } {
  return {
    subject: 'Your Tintype account',
    text: `An account was made for you on Tintype.\n\nUsername: ${email}\nTemporary password: ${password}`,
  };
}
