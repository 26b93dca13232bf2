import { Component } from '@angular/core';

@Component({ selector: 'tt-notifications', template: 'Notifications' })
export class Notifications {}
