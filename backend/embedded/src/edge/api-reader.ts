/** The page at /api/docs: swagger-ui from our own disk, so that no request leaves the origin. */
export const apiReader = {
  page:
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>Tintype API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>' +
    '<body><main id="swagger-ui"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>',
  start: "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });",
  files: ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'],
} as const;
