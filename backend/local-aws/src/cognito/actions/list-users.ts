import { type Actions, assertPool } from '../action.ts';
import { invalidParameter } from '../errors.ts';
import { optionalInteger, optionalText, optionalTexts } from '../input.ts';
import { presentAttributes, presentUser } from '../present-user.ts';
import { normalizeUsername } from '../users.ts';

const filterPattern = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;
const lastCharacter = '\u{10ffff}';

/** Reads `email = "x"`, `email ^= "x"` or the same for `sub`, into a range of values. */
function parseFilter(text: string | undefined) {
  if (text === undefined || text.trim() === '') {
    return undefined;
  }
  const [, attribute, operator, quoted] = filterPattern.exec(text) ?? [];
  if (quoted === undefined) {
    throw invalidParameter('Error while parsing filter.');
  }
  if (attribute !== 'email' && attribute !== 'sub') {
    throw invalidParameter(`Filtering by ${attribute} is not implemented by local-aws.`);
  }
  const value = quoted.replace(/\\(.)/g, '$1');
  const from = attribute === 'email' ? normalizeUsername(value) : value;
  const column = attribute === 'email' ? ('username' as const) : ('sub' as const);
  return { column, from, to: operator === '=' ? from : from + lastCharacter };
}

/** Listing of accounts, page by page. */
export const listUsersActions: Actions = {
  ListUsers: {
    access: 'signed',
    fields: ['UserPoolId', 'Filter', 'Limit', 'PaginationToken', 'AttributesToGet'],
    run: (context, input) => {
      assertPool(context, input);
      const limit = optionalInteger(input, 'Limit', 0, 60) || 60;
      const wanted = optionalTexts(input, 'AttributesToGet');
      const token = optionalText(input, 'PaginationToken');
      const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString();
      const found = context.users.page(after, limit + 1, parseFilter(optionalText(input, 'Filter')));
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        Users: page.map((user) => ({
          ...presentUser(user),
          Attributes: presentAttributes(user).filter(({ Name }) => wanted === undefined || wanted.includes(Name)),
        })),
        ...(found.length > limit && last ? { PaginationToken: Buffer.from(last.sub).toString('base64url') } : {}),
      };
    },
  },
};
