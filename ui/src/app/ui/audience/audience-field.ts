import { Component, input, model } from '@angular/core';

import { Icon } from '../icon/icon';
import { type Audience, AUDIENCES } from './audience';

let nextId = 0;

/** The choice of an audience: three cards, each with a line on what it means. */
@Component({
  selector: 'tt-audience-field',
  imports: [Icon],
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      @for (choice of audiences; track choice.audience) {
        <label class="choice" [class.on]="value() === choice.audience">
          <input
            type="radio"
            class="visually-hidden"
            [name]="name"
            [value]="choice.audience"
            [checked]="value() === choice.audience"
            (change)="value.set(choice.audience)"
          />
          <tt-icon [name]="choice.icon" />
          <span class="words">
            <span class="name">{{ choice.label }}</span>
            <span class="caption">{{ choice.meaning }}</span>
          </span>
          <span class="mark" aria-hidden="true"></span>
        </label>
      }
    </fieldset>
  `,
  styleUrl: './audience-field.css',
})
export class AudienceField {
  readonly value = model.required<Audience>();
  readonly label = input($localize`Who can see it`);

  protected readonly audiences = AUDIENCES;
  protected readonly name = `audience-${nextId++}`;
}
