/** Tells whether this is a phone number in the international form (E.164) that SNS sends to. */
export const isPhoneNumber = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);
