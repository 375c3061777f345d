import { page } from './html/page';
import type { Renderer } from './renderer';

/** One page that needs nothing else: no other file, no network, and no script to be read. */
export const renderHtml: Renderer = (document, options) => `${page(document, options).toString()}\n`;
