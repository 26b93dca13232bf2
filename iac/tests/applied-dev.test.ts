import { describeEnvironment } from './applied/environment.suite.ts';
import { serves } from './applied/services.suite.ts';

describeEnvironment('dev', 'dev', { whileUp: serves });
