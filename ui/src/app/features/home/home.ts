import { Component } from '@angular/core';

@Component({ selector: 'tt-home', template: 'Home' })
export class Home {}
