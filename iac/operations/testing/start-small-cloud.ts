import { join } from 'node:path';
import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { startEmulatedAws } from '../../tests/emulated-aws/start-emulated-aws.ts';
import type { Terraform } from '../../tests/emulated-aws/find-tools.ts';
import { createClients } from '../clients.ts';
import type { Clients } from '../clients.ts';
import { makeSmallCheckout } from './small-checkout.ts';
import type { Said, SmallCheckout } from './small-checkout.ts';
import { someAuthority } from './some-authority.ts';
import { startStandIn } from './stand-in.ts';
import type { StandIn } from './stand-in.ts';

/** An emulated AWS, what it lacks, and a checkout that is deployed there. */
export interface RunningCloud {
  readonly checkout: SmallCheckout;
  readonly standIn: StandIn;
  readonly clients: Clients;
  /** Runs a verb for ENV=dev. */
  verb(name: string, words?: Readonly<Record<string, string>>, input?: string): Promise<Said>;
  /** Deploys without asking. The small cloud has no pages that could be looked at from outside. */
  deploy(): Promise<Said>;
  /** Writes a line into a log group. */
  log(group: string, stream: string, message: string): Promise<void>;
  /** Which task definition the service runs. */
  runningRevision(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts all of it; nothing is deployed yet. */
export async function startSmallCloud(python: string, terraform: Terraform): Promise<RunningCloud> {
  const aws = await startEmulatedAws(python);
  const standIn = await startStandIn(aws.url);
  const checkout = await makeSmallCheckout({
    ...aws.env,
    ...terraform.env,
    AWS_ENDPOINT_URL_ECS: standIn.url,
    AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE: standIn.url,
    // A dropped connection is tried again a few times, not for minutes.
    AWS_MAX_ATTEMPTS: '5',
  });
  const certificates = join(checkout.folder, 'engine.log.pem');
  await checkout.write('engine.log.pem', someAuthority);
  await checkout.commit('with authorities');
  Object.assign(process.env, aws.env);
  const clients = createClients('eu-central-1');
  const verb: RunningCloud['verb'] = (name, words = {}, input) =>
    checkout.run(name, { ENV: 'dev', CERTIFICATES: certificates, ...words }, input);
  return {
    checkout,
    standIn,
    clients,
    verb,
    deploy: () => verb('deploy', { YES: '1', SKIP: 'smoke' }),
    log: async (logGroupName, logStreamName, message) => {
      await clients.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = [{ timestamp: Date.now(), message }];
      await clients.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    },
    runningRevision: async () => {
      const { services = [] } = await clients.containers.send(
        new DescribeServicesCommand({ cluster: 'tintype-dev', services: ['tintype-dev-posts'] }),
      );
      return services[0]?.taskDefinition?.split('/').at(-1) ?? '';
    },
    stop: async () => {
      Object.values(clients).forEach((client) => client.destroy());
      await standIn.stop();
      await aws.stop();
      await checkout.removeAll();
    },
  };
}
