import { Component } from '@angular/core';

@Component({ selector: 'tt-settings', template: 'Settings' })
export class Settings {}
