// Which object of the pages bucket answers: deep links get the single page, the API's reader its own. Nothing else is
// rewritten, so that a file that is missing stays a 404. The embedded edge (static-files.ts) decides by the same rules.
const notFound = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'not_found',
  detail: 'There is nothing here, or it is not yours to see.',
};

// oxlint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const path = request.uri;
  if (path === '/api/openapi.json') {
    return request;
  }
  if (path === '/api/docs' || path === '/api/docs/') {
    request.uri = '/api/docs/index.html';
    return request;
  }
  if (path.indexOf('/api/docs/') === 0) {
    return request;
  }
  // The single page must never stand in for an answer of the API that is missing.
  if (/^\/(api|media|ws)(\/|$)|\/\//.test(path)) {
    return {
      statusCode: 404,
      statusDescription: 'Not Found',
      headers: {
        'content-type': { value: 'application/problem+json' },
        'cache-control': { value: 'no-store' },
      },
      body: { encoding: 'text', data: JSON.stringify(notFound) },
    };
  }
  const file = path.substring(path.lastIndexOf('/') + 1);
  if (file.lastIndexOf('.') < 1 || path.indexOf('/@') === 0) {
    request.uri = '/index.html';
  }
  return request;
}
