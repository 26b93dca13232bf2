import { Component } from '@angular/core';

@Component({ selector: 'tt-welcome', template: 'Welcome' })
export class Welcome {}
