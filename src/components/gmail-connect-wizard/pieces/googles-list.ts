import { msg } from '@lit/localize';
import { nothing, type TemplateResult } from 'lit';
import { outside } from '../../shared/outside.ts';
import type { Model } from '../model.ts';

/** Where a person can see, and take back, what Google allows. */
export const googlesList = ({ card }: Model): TemplateResult | typeof nothing =>
  card.kind === 'shown' ? outside(card.view.connectedAppsUrl, msg('Google’s list of connected apps')) : nothing;
