import { setTimeout } from 'node:timers/promises';
import type { AskDynalite, Question } from './ask-dynalite.ts';

const mostTries = 500;

/** Waits until a table that was just asked for can be written to, so that nobody else has to. */
export async function awaitTable(ask: AskDynalite, question: Question): Promise<void> {
  const { TableName } = JSON.parse(question.body.toString()) as { TableName: string };
  const describe: Question = {
    ...question,
    headers: { ...question.headers, 'x-amz-target': 'DynamoDB_20120810.DescribeTable' },
    body: Buffer.from(JSON.stringify({ TableName })),
  };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { Table } = JSON.parse((await ask(describe)).body) as { Table?: { TableStatus?: string } };
    if (Table?.TableStatus === 'ACTIVE') {
      return;
    }
    await setTimeout(2);
  }
}
