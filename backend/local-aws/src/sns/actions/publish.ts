import { randomUUID } from 'node:crypto';
import { element } from '../../xml/write-xml.ts';
import { type Actions, readMap } from '../action.ts';
import { invalidParameter } from '../errors.ts';
import { parseMessage } from '../message.ts';
import { isPhoneNumber } from '../phone-number.ts';
import { presentMap } from '../present.ts';

const smsAttributes = ['DefaultSMSType', 'DefaultSenderID', 'MonthlySpendLimit'];

function assertSmsAttribute(name: string, value: string): void {
  if (!smsAttributes.includes(name)) {
    throw invalidParameter(`${name} is not an SMS attribute that local-aws implements`);
  }
  if (name === 'DefaultSMSType' && value !== 'Promotional' && value !== 'Transactional') {
    throw invalidParameter('DefaultSMSType is invalid');
  }
}

export const publishActions: Actions = {
  Publish: {
    // Message attributes only matter to filter policies and carriers, which there are none of.
    parameters: ['TopicArn', 'PhoneNumber', 'Message', 'Subject', 'MessageStructure', 'MessageAttributes.entry.*'],
    run: ({ topics }, parameters) => {
      const phoneNumber = parameters.get('PhoneNumber');
      const topicArn = parameters.get('TopicArn');
      if ((phoneNumber === undefined) === (topicArn === undefined)) {
        throw invalidParameter('TopicArn or PhoneNumber Reason: exactly one is required');
      }
      const message = parseMessage(
        parameters.get('Message'),
        parameters.get('Subject'),
        parameters.get('MessageStructure'),
      );
      if (topicArn !== undefined) {
        topics.publish(topicArn, message);
      } else if (phoneNumber !== undefined) {
        if (!isPhoneNumber(phoneNumber)) {
          throw invalidParameter(`PhoneNumber Reason: ${phoneNumber} is not valid to publish to`);
        }
        topics.sendSms(phoneNumber, message.text('sms'));
      }
      return [element('MessageId', randomUUID())];
    },
  },

  SetSMSAttributes: {
    parameters: ['attributes.entry.*'],
    run: ({ database }, parameters) => {
      const attributes = Object.entries(readMap(parameters, 'attributes'));
      for (const [name, value] of attributes) {
        assertSmsAttribute(name, value);
      }
      database.transaction(() => {
        for (const [name, value] of attributes) {
          database.run('insert or replace into sms_attributes (name, value) values (?, ?)', name, value);
        }
      });
      return [];
    },
  },

  GetSMSAttributes: {
    parameters: ['attributes.member.*'],
    run: ({ database }, parameters) => {
      const wanted = [...parameters]
        .filter(([name]) => name.startsWith('attributes.member.'))
        .map(([, value]) => value);
      const all = database.all<{ name: string; value: string }>('select name, value from sms_attributes');
      const shown = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
      return [presentMap('attributes', Object.fromEntries(shown.map(({ name, value }) => [name, value])))];
    },
  },
};
