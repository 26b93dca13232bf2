const pattern = /^[^\s@"<>(),:;]{1,64}@[^\s@"<>(),:;]+\.[^\s@"<>(),:;.]{2,}$/u;

/** Tells whether this can be an e-mail address. */
export const isEmail = (text: string) => text.length <= 254 && pattern.test(text);
