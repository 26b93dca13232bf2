import { Component } from '@angular/core';

@Component({ selector: 'tt-discover', template: 'Discover' })
export class Discover {}
