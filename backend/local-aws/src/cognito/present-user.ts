import type { User } from './users.ts';

/** The attributes of a user, as a list of names and values. */
export function presentAttributes(user: User): { Name: string; Value: string }[] {
  return [
    { Name: 'sub', Value: user.sub },
    { Name: 'email_verified', Value: String(user.emailVerified) },
    ...(user.name === undefined ? [] : [{ Name: 'name', Value: user.name }]),
    { Name: 'email', Value: user.email },
  ];
}

/** A user as the administrative calls show it. */
export function presentUser(user: User) {
  return {
    Username: user.sub,
    Enabled: user.enabled,
    UserStatus: user.status,
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
  };
}

/** Where a code went, with most of the address hidden. */
export function presentDelivery(email: string) {
  const [name = '', domain = ''] = email.split('@');
  return {
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: `${name.charAt(0)}***@${domain.charAt(0)}***`,
  };
}
