// Lets an address of a photo pass only while its signature holds; backend/libs/media-urls makes them, and its test vectors are
// this function's too. Media checks again behind it: this one keeps strangers off the origin, and what has expired out of the cache.
// Runs as a CloudFront Function (runtime 2.0), which knows a part of JavaScript: no destructuring, no Promise.all.
import crypto from 'crypto';
import cf from 'cloudfront';

const keys = cf.kvs();
const audiences = ['public', 'restricted'];

function answer(status, title, code, detail) {
  return {
    statusCode: status,
    statusDescription: title,
    headers: {
      'content-type': { value: 'application/problem+json' },
      'cache-control': { value: 'no-store' },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: {
      encoding: 'text',
      data: JSON.stringify({ type: 'about:blank', title: title, status: status, code: code, detail: detail }),
    },
  };
}

// Every fault has the same answer as in media, so that none tells more than another.
function notFound() {
  return answer(404, 'Not Found', 'not_found', 'There is nothing here, or it is not yours to see.');
}

// Takes as long for a wrong first letter as for a wrong last one.
function isEqual(expected, given) {
  let difference = expected.length ^ given.length;
  for (let i = 0; i < expected.length; i += 1) {
    difference |= expected.charCodeAt(i) ^ given.charCodeAt(i);
  }
  return difference === 0;
}

function isSigned(key, subject, signature) {
  return audiences.some((audience) =>
    isEqual(
      crypto.createHmac('sha256', key).update(`${subject}&${audience}`).digest('base64url').substring(0, 32),
      signature,
    ),
  );
}

// A parameter that is given twice could be read one way here and another way behind.
function single(parameter) {
  return parameter && !parameter.multiValue ? parameter.value : '';
}

// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by this name
async function handler(event) {
  const request = event.request;
  const path = /^\/media\/([0-9a-f-]{36})\/(\d{3,4}\.(?:webp|jpeg))$/.exec(request.uri);
  const expiry = single(request.querystring.e);
  const signature = single(request.querystring.s);
  if (!path || !/^\d{1,12}$/.test(expiry) || !/^[\w-]{32}$/.test(signature) || Number(expiry) * 1000 < Date.now()) {
    return notFound();
  }
  const subject = `${path[1]}/${path[2]}?${expiry}`;
  try {
    if (isSigned(await keys.get('current'), subject, signature)) {
      return request;
    }
    // While the key changes, addresses that were signed with the one before are still about.
    if ((await keys.exists('previous')) && isSigned(await keys.get('previous'), subject, signature)) {
      return request;
    }
  } catch (error) {
    // The operations have not put the key there, or it cannot be read: nobody's fault who asks.
    // oxlint-disable-next-line no-console -- the only log that a function has
    console.log('no signing key', String(error));
    return answer(503, 'Service Unavailable', 'unavailable', 'Photos cannot be reached just now. Try again shortly.');
  }
  return notFound();
}
