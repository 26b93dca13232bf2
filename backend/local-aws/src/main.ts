import { createServer } from 'node:http';
import closeWithGrace from 'close-with-grace';
import { createLogger } from '@tintype/logger';
import { readConfig } from './config.ts';
import { listen, stop } from './http/serve.ts';
import { startLocalAws } from './start-local-aws.ts';

const logger = createLogger({ service: 'local-aws', level: 'info' });
const config = readConfig();
const aws = await startLocalAws({
  dataDirectory: config.DATA_DIR,
  publicUrl: () => config.PUBLIC_URL,
  host: config.HOST,
  ports: {
    cognito: config.COGNITO_PORT,
    s3: config.S3_PORT,
    sns: config.SNS_PORT,
    dynamodb: config.DYNAMODB_PORT,
  },
  identity: {
    region: config.AWS_REGION,
    credentials: { accessKeyId: config.AWS_ACCESS_KEY_ID, secretAccessKey: config.AWS_SECRET_ACCESS_KEY },
    userPool: { id: config.COGNITO_USER_POOL_ID, clientId: config.COGNITO_CLIENT_ID },
  },
  report: (error, where) => logger.error({ err: error, where }, 'a stand-in could not answer'),
});
// One front for people and probes; it answers only once all four stand-ins do.
const front = createServer((request, response) => {
  if (request.url === '/healthz' || request.url === '/readyz') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ready"}');
    return;
  }
  aws.mailbox(request, response);
});
logger.info({ mailbox: await listen(front, { host: config.HOST, port: config.PORT }), ...aws.endpoints }, 'listening');

/** The services have their say first when all stop together; what is left is over within seconds. */
const graceMilliseconds = 20_000;
closeWithGrace({ delay: graceMilliseconds, logger: false }, async ({ err, signal }) => {
  logger.info({ err, signal }, 'stopping');
  await stop(front);
  await aws.close();
  logger.info('stopped');
});
